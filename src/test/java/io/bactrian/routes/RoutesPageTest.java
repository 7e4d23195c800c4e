package io.bactrian.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.BactrianRuntime;
import io.bactrian.route.OnBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/routes.md says which endpoints and components there are: all of them, and no others. */
class RoutesPageTest {
    private static final Pattern DIRECT = Pattern.compile("`(direct:[a-z-]+)`");
    private static final Pattern COMPONENT = Pattern.compile("^\\| `([a-z-]+):` \\|", Pattern.MULTILINE);

    @TempDir
    private static Path home;

    private static BactrianRuntime runtime;
    private static String page;

    @BeforeAll
    static void open() throws IOException {
        page = Files.readString(Path.of("docs", "routes.md"));
        Map<String, String> environment = Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b");
        runtime = BactrianRuntime.checking(home, environment, Map.of(), Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        runtime.close();
    }

    @Test
    void everyEndpointIsOnThePage() {
        Set<String> offered =
                context().getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                        .map(route -> route.getInput().getEndpointUri())
                        .filter(uri -> uri.startsWith("direct:"))
                        // the inside of others, one for each connection
                        .filter(uri -> !uri.endsWith("-dingtalk"))
                        .collect(Collectors.toCollection(TreeSet::new));
        // those that files of the operator offer
        offered.addAll(Set.of(
                "direct:approval-changed", "direct:notifications", "direct:notification-write", "direct:reminder"));
        assertThat(words(DIRECT)).as("on the page").isEqualTo(offered);
    }

    @Test
    void everyComponentIsOnThePage() {
        assertThat(words(COMPONENT)).as("on the page").isEqualTo(new TreeSet<>(OnBoard.components(context())));
    }

    private static CamelContext context() {
        return runtime.template().getCamelContext();
    }

    private static Set<String> words(Pattern pattern) {
        return pattern.matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
