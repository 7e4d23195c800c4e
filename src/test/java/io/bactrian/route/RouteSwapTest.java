package io.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** A file that goes takes its own routes with it, and no others. */
class RouteSwapTest {
    @Test
    void aRouteThatCameFromSomewhereElseStays() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent("direct", new GatedDirectComponent());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:ours").routeId("ours").log("hello");
                }
            });
            context.start();
            RouteSwap swap = new RouteSwap(context, Map.of(), Duration.ofSeconds(5));
            CheckedFile file = new CheckedFile(
                    RouteFile.of("mine.camel.yaml", Path.of("mine.camel.yaml"), """
                            - route:
                                id: mine
                                from:
                                  uri: direct:mine
                                  steps:
                                    - log: hello
                            """.getBytes(StandardCharsets.UTF_8)),
                    List.of(
                            new CheckedFile.Input("mine", "direct:mine"),
                            new CheckedFile.Input("ours", "direct:ours")));
            swap.swap(List.of(), List.of(file));
            assertThat(context.getRoute("mine")).isNotNull();

            swap.swap(List.of(file), List.of());

            assertThat(context.getRoute("mine")).isNull();
            assertThat(context.getRouteController().getRouteStatus("ours").isStarted())
                    .isTrue();
        }
    }
}
