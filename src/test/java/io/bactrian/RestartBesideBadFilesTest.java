package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.SettingException;
import io.bactrian.route.RouteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files of routes are taken to say at a start when some have gone bad since the last one. */
class RestartBesideBadFilesTest {
    @TempDir
    private Path home;

    private RoutesAtHome at;

    @BeforeEach
    void settle() {
        at = new RoutesAtHome(home);
    }

    @Test
    void aFileThatWentBadBeforeAStartRunsAsItLastWasGood() throws Exception {
        at.write("mine", "mine", "direct:mine", "bean: {ref: list, method: toString}");
        at.write("other", "other", "direct:other", "bean: {ref: list, method: toString}");
        at.serveNorth().close();
        at.write("mine", "mine", "direct:mine", "to: nosuch:thing");
        at.write("other", "other", "direct:other", "bean: {ref: list, method: size}");
        at.write("new", "new", "direct:new", "log: hello");
        for (Supplier<BactrianRuntime> next : List.<Supplier<BactrianRuntime>>of(at::serveNorth, at::start)) {
            try (BactrianRuntime runtime = next.get()) {
                CamelContext context = runtime.template().getCamelContext();
                assertThat(runtime.template().requestBody("direct:mine", "", String.class))
                        .isEqualTo("[]");
                assertThat(runtime.template().requestBody("direct:other", "", Integer.class))
                        .isZero();
                assertThat(context.getRoute("new")).isNotNull();
                RouteFiles files = context.getRegistry().lookupByNameAndType(RouteFiles.BEAN, RouteFiles.class);
                assertThat(files.bad()).singleElement().satisfies(state -> {
                    assertThat(state.sentence()).startsWith("mine.camel.yaml, line 6: there is no component 'nosuch'");
                    assertThat(state.routes()).containsExactly("mine");
                });
            }
        }
    }

    @Test
    void whatIsGoodNowWinsOverWhatABadFileSaid() throws Exception {
        at.write("mine", "mine", "direct:mine", "log: hello");
        at.serveNorth().close();
        // the route has moved, and the file that it stood in is bad
        at.write("other", "mine", "direct:mine", "bean: {ref: list, method: size}");
        at.write("mine", "second", "direct:second", "to: nosuch:thing");

        // not only the first time
        for (int start = 0; start < 2; start++) {
            try (BactrianRuntime runtime = at.serveNorth()) {
                assertThat(runtime.template().requestBody("direct:mine", "", Integer.class))
                        .isZero();
                assertThat(files(runtime).bad())
                        .singleElement()
                        .satisfies(state ->
                                assertThat(state.sentence()).startsWith("mine.camel.yaml, line 6: there is no"));
            }
        }
    }

    @Test
    void whatSendsToARouteOfABadFileIsGoodAndWhatHasAnIdKeepsIt() throws Exception {
        at.write("bad", "bad", "direct:bad", "bean: {ref: list, method: size}");
        at.write("changed", "changed", "direct:changed", "log: hello");
        at.write("greedy", "greedy", "direct:greedy", "log: hello");
        at.write("same", "same", "direct:same", "log: hello");
        at.serveNorth().close();
        at.write("bad", "bad", "direct:bad", "to: nosuch:thing");
        at.write("changed", "changed", "direct:another", "to: direct:bad");
        at.write("greedy", "same", "direct:greedy", "log: hello");

        try (BactrianRuntime runtime = at.serveNorth()) {
            assertThat(runtime.template().requestBody("direct:another", "", Integer.class))
                    .isZero();
            assertThat(files(runtime).bad())
                    .extracting(RouteFiles.State::sentence)
                    .satisfiesExactly(
                            bad -> assertThat(bad).startsWith("bad.camel.yaml, line 6: there is no component"),
                            greedy -> assertThat(greedy)
                                    .startsWith(
                                            "greedy.camel.yaml, line 2: the id 'same' is taken by same.camel.yaml"));
            assertThat(files(runtime).bad().get(1).routes()).containsExactly("greedy");
        }
    }

    @Test
    void aFileThatNobodyChangedStopsTheStartWhenItWillNotDoAnyMore() throws Exception {
        at.write("gone", "gone", "direct:gone", "log: hello");
        at.write("mine", "mine", "direct:mine", "to: direct:gone");
        at.write("other", "other", "direct:other", "log: hello");
        at.serveNorth().close();
        Files.delete(home.resolve("routes/gone.camel.yaml"));

        for (String greeting : List.of("hello", "changed")) {
            at.write("other", "other", "direct:other", "log: " + greeting);
            assertThatThrownBy(at::serveNorth)
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("mine.camel.yaml cannot be loaded: line 6")
                    .hasMessageContaining("'direct:gone'");
        }
    }

    @Test
    void aFileThatWasTakenAwayIsForgotten() throws Exception {
        at.write("mine", "mine", "direct:mine", "log: hello");
        at.serveNorth().close();
        Files.delete(home.resolve("routes/mine.camel.yaml"));
        at.serveNorth().close();

        at.write("mine", "another", "direct:another", "to: nosuch:thing");
        assertThatThrownBy(at::serveNorth).isInstanceOf(SettingException.class).hasMessageContaining("mine.camel.yaml");
    }

    @Test
    void whatIsKeptOfRoutesIsForNobodyElse() throws Exception {
        at.write("mine", "mine", "direct:mine", "log: hello");
        at.serveNorth().close();

        try (Stream<Path> kept = Files.walk(home.resolve("data/.good-routes"))) {
            assertThat(kept.filter(Files::isRegularFile).toList())
                    .singleElement()
                    .satisfies(text -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(text)))
                            .isEqualTo("rw-------"));
        }
    }

    private static RouteFiles files(BactrianRuntime runtime) {
        return runtime.template()
                .getCamelContext()
                .getRegistry()
                .lookupByNameAndType(RouteFiles.BEAN, RouteFiles.class);
    }

    /** As in the demo: what is kept of the routes is no route. */
    @Test
    void dataAndRoutesMayBeInOneFolder() throws Exception {
        at.write("mine", "mine", "direct:mine", "log: hello");
        Map<String, String> one = Map.of("db.folder", home.resolve("routes").toString());
        for (int start = 0; start < 2; start++) {
            try (BactrianRuntime runtime = at.serveNorth(one)) {
                CamelContext context = runtime.template().getCamelContext();
                RouteFiles files = context.getRegistry().lookupByNameAndType(RouteFiles.BEAN, RouteFiles.class);
                assertThat(files.all())
                        .singleElement()
                        .satisfies(file -> assertThat(file.good()).isTrue());
            }
        }
    }

    @Test
    void aFileThatWasNeverGoodStopsEveryStart() throws Exception {
        at.write("mine", "mine", "direct:mine", "log: hello");
        at.serveNorth().close();
        at.write("new", "new", "direct:new", "to: nosuch:thing");
        assertThatThrownBy(at::serveNorth).isInstanceOf(SettingException.class).hasMessageContaining("new.camel.yaml");
        Files.delete(home.resolve("routes/new.camel.yaml"));
        at.serveNorth().close();
    }
}
