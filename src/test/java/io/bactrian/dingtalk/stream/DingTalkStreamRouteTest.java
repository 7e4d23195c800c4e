package io.bactrian.dingtalk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.StreamedEvent.Outcome;
import io.bactrian.dingtalk.DingTalkEventRoutes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route that is shipped, and what a route of somebody's own may say. */
class DingTalkStreamRouteTest {
    private final StreamRig rig = new StreamRig(Map.of());
    private CamelContext context;
    private DingTalkStreams streams;

    @BeforeEach
    void start() {
        streams = new DingTalkStreams(new StreamParts(
                rig.runtime().connections(),
                StreamOptions.read(rig.runtime().settings()),
                rig.runtime().template(),
                rig.runtime().gaps(),
                rig.runtime().streamLives(),
                rig.runtime().streamStates(),
                rig.runtime().clock()));
        context = new DefaultCamelContext();
        context.getRegistry().bind(DingTalkStreams.BEAN, streams);
        context.start();
    }

    @AfterEach
    void close() {
        context.stop();
        rig.close();
    }

    @Test
    void theShippedRouteHandsEveryEventOn() throws Exception {
        Set<String> types = ConcurrentHashMap.newKeySet();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(DingTalkEventRoutes.EVENT)
                        .process(exchange -> types.add(
                                exchange.getMessage().getHeader(DingTalkEventRoutes.EVENT_TYPE, String.class)));
            }
        });
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.resolveResource(
                        context,
                        "file:"
                                + Path.of("routes", "dingtalk-stream.camel.yaml")
                                        .toAbsolutePath()));
        streams.listen();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.stream().connected() == 1);

        rig.comment(1);
        rig.company().rename(rig.company().members().get(1).userid(), "李娜");

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 2);
        assertThat(types).containsExactlyInAnyOrder("bpms_task_change", "user_modify_org");
        assertThat(context.getRoute("dingtalk-stream").getDescription()).isNotBlank();
    }

    @Test
    void aMistakeInTheUriIsSaid() {
        assertThatThrownBy(() -> context.getEndpoint("dingtalk-stream:robots"))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasRootCauseMessage("dingtalk-stream:robots is not known; there is only dingtalk-stream:events");
        assertThatThrownBy(() -> context.getEndpoint("dingtalk-stream:events?eventType=bpms_*"))
                .hasMessageContaining("eventType");
        assertThatThrownBy(() -> context.getEndpoint("dingtalk-stream:events?connection=nobody")
                        .createConsumer(exchange -> {}))
                .hasMessageContaining("There is no connection named 'nobody'");
        assertThatThrownBy(() -> context.getEndpoint("dingtalk-stream:events").createProducer())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
