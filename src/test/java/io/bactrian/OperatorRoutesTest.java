package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.SettingException;
import io.bactrian.route.RouteFiles;
import io.bactrian.store.TestProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a route is told with its file and line, and before any call. */
class OperatorRoutesTest {
    private static final Map<String, String> BEAN = Map.of("camel.beans.list", "#class:java.util.ArrayList");

    @TempDir
    private Path home;

    @Test
    void anUnknownStepIsToldWithFileAndLine() {
        assertThatThrownBy(() -> startWith("nosuch", "x"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml")
                .hasMessageContaining("line 6")
                .hasMessageContaining("nosuch");
    }

    @Test
    void aMissingComponentIsToldWithTheRoute() {
        assertThatThrownBy(() -> startWith("to", "nosuch:thing"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'mine'")
                .hasMessageContaining("nosuch");
    }

    @Test
    void withoutAFolderItStarts() {
        try (BactrianRuntime runtime = start()) {
            assertThat(runtime.connections().all()).hasSize(1);
        }
    }

    @Test
    void anIdOfAnotherFileIsRefused() throws IOException {
        write("first", "same", "direct:first", "log: hello");
        write("second", "same", "direct:second", "log: hello");
        assertThatThrownBy(this::start)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("second.camel.yaml cannot be loaded: line 2")
                .hasMessageContaining("the id 'same' is taken by first.camel.yaml");
    }

    @Test
    void anIdOfOurOwnIsRefused() throws IOException {
        write("mine", "approval-tell", "direct:mine", "log: hello");
        assertThatThrownBy(this::start)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml cannot be loaded: line 2")
                .hasMessageContaining("the id 'approval-tell' is taken by Bactrian itself");
    }

    @Test
    void anInputOfOurOwnIsRefused() throws IOException {
        write("mine", "mine", "direct:approval-tell", "log: hello");
        assertThatThrownBy(this::start)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml cannot be loaded: line 4")
                .hasMessageContaining("'direct:approval-tell' is taken by Bactrian itself");
    }

    @Test
    void whatIsSentToNobodyIsRefused() {
        assertThatThrownBy(() -> startWith("to", "direct:approval-chnged"))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml cannot be loaded: line 6")
                .hasMessageContaining("no route begins with 'direct:approval-chnged'");
    }

    @Test
    void aRestThatNobodyAnswersIsRefused() throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/mine.camel.yaml"), """
                - rest:
                    path: /mine
                    get:
                      - path: /x
                        routeId: mine
                        to: direct:nobody
                """);
        assertThatThrownBy(this::start)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml cannot be loaded: line 6")
                .hasMessageContaining("no route begins with 'direct:nobody'");
    }

    @Test
    void whatMayBeSentToNobodyAndWhatIsSentToALaterFileIsFine() throws IOException {
        write("first", "first", "direct:first", "to: direct:second");
        write("second", "second", "direct:second", "to: direct:nobody?failIfNoConsumers=false");
        try (BactrianRuntime runtime = start()) {
            runtime.template().sendBody("direct:first", "");
            assertThat(runtime.template().getCamelContext().getRoute("second")).isNotNull();
        }
    }

    @Test
    void aConnectionThatIsServedElsewhereIsNotHeard() throws Exception {
        write("mine", "mine", "dingtalk-stream:events?connection=south", "log: hello");
        try (BactrianRuntime runtime = serveNorth()) {
            assertThat(runtime.template()
                            .getCamelContext()
                            .getRouteController()
                            .getRouteStatus("mine")
                            .isStarted())
                    .isTrue();
            assertThat(runtime.streamStates().of("south")).isEmpty();
            assertThatThrownBy(() -> runtime.connections().get("south"))
                    .isInstanceOf(SettingException.class)
                    .hasMessage("The connection 'south' is not served here, only: north.");
        }
    }

    @Test
    void aConnectionThatIsNowhereIsRefused() throws IOException {
        write("mine", "mine", "dingtalk-stream:events?connection=west", "log: hello");
        assertThatThrownBy(this::serveNorth)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml")
                .hasMessageContaining("There is no connection named 'west'");
    }

    @Test
    void aFileThatWentBadBeforeAStartRunsAsItLastWasGood() throws Exception {
        write("mine", "mine", "direct:mine", "bean: {ref: list, method: toString}");
        write("other", "other", "direct:other", "bean: {ref: list, method: toString}");
        serveNorth().close();
        write("mine", "mine", "direct:mine", "to: nosuch:thing");
        write("other", "other", "direct:other", "bean: {ref: list, method: size}");
        write("new", "new", "direct:new", "log: hello");
        for (Supplier<BactrianRuntime> next : List.<Supplier<BactrianRuntime>>of(this::serveNorth, this::start)) {
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
        write("mine", "mine", "direct:mine", "log: hello");
        serveNorth().close();
        // the route has moved, and the file that it stood in is bad
        write("other", "mine", "direct:mine", "bean: {ref: list, method: size}");
        write("mine", "second", "direct:second", "to: nosuch:thing");

        try (BactrianRuntime runtime = serveNorth()) {
            assertThat(runtime.template().requestBody("direct:mine", "", Integer.class))
                    .isZero();
            assertThat(files(runtime).bad())
                    .singleElement()
                    .satisfies(
                            state -> assertThat(state.sentence()).startsWith("mine.camel.yaml, line 6: there is no"));
        }
    }

    @Test
    void whatSendsToARouteOfABadFileIsGoodAndWhatHasAnIdKeepsIt() throws Exception {
        write("bad", "bad", "direct:bad", "bean: {ref: list, method: size}");
        write("changed", "changed", "direct:changed", "log: hello");
        write("greedy", "greedy", "direct:greedy", "log: hello");
        write("same", "same", "direct:same", "log: hello");
        serveNorth().close();
        write("bad", "bad", "direct:bad", "to: nosuch:thing");
        write("changed", "changed", "direct:another", "to: direct:bad");
        write("greedy", "same", "direct:greedy", "log: hello");

        try (BactrianRuntime runtime = serveNorth()) {
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
        write("gone", "gone", "direct:gone", "log: hello");
        write("mine", "mine", "direct:mine", "to: direct:gone");
        write("other", "other", "direct:other", "log: hello");
        serveNorth().close();
        Files.delete(home.resolve("routes/gone.camel.yaml"));

        for (String greeting : List.of("hello", "changed")) {
            write("other", "other", "direct:other", "log: " + greeting);
            assertThatThrownBy(this::serveNorth)
                    .isInstanceOf(SettingException.class)
                    .hasMessageContaining("mine.camel.yaml cannot be loaded: line 6")
                    .hasMessageContaining("'direct:gone'");
        }
    }

    @Test
    void aFileThatWasTakenAwayIsForgotten() throws Exception {
        write("mine", "mine", "direct:mine", "log: hello");
        serveNorth().close();
        Files.delete(home.resolve("routes/mine.camel.yaml"));
        serveNorth().close();

        write("mine", "another", "direct:another", "to: nosuch:thing");
        assertThatThrownBy(this::serveNorth)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml");
    }

    @Test
    void whatIsKeptOfRoutesIsForNobodyElse() throws Exception {
        write("mine", "mine", "direct:mine", "log: hello");
        serveNorth().close();

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
        write("mine", "mine", "direct:mine", "log: hello");
        Map<String, String> one = Map.of("db.folder", home.resolve("routes").toString());
        for (int start = 0; start < 2; start++) {
            try (BactrianRuntime runtime = serveNorth(one)) {
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
        write("mine", "mine", "direct:mine", "log: hello");
        serveNorth().close();
        write("new", "new", "direct:new", "to: nosuch:thing");
        assertThatThrownBy(this::serveNorth)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("new.camel.yaml");
        Files.delete(home.resolve("routes/new.camel.yaml"));
        serveNorth().close();
    }

    private void startWith(String step, String argument) throws IOException {
        write("mine", "mine", "direct:mine", step + ": " + argument);
        start().close();
    }

    private void write(String file, String id, String input, String step) throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes").resolve(file + ".camel.yaml"), """
                - route:
                    id: %s
                    from:
                      uri: %s
                      steps:
                        - %s
                """.formatted(id, input, step));
    }

    private BactrianRuntime start() {
        Map<String, String> environment = Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b");
        return BactrianRuntime.start(home, environment, BEAN, Clock.systemUTC());
    }

    private BactrianRuntime serveNorth() {
        return serveNorth(Map.of());
    }

    private BactrianRuntime serveNorth(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(BEAN);
        settings.putAll(more);
        for (String name : List.of("north", "south")) {
            settings.put("connection." + name + ".platform", "dingtalk");
            settings.put("connection." + name + ".client-id", name);
            settings.put("connection." + name + ".client-secret", "b");
        }
        settings.put("http.listen", "127.0.0.1:" + TestProcess.freePort());
        settings.put("management.listen", "127.0.0.1:" + TestProcess.freePort());
        return BactrianRuntime.serve(home, Map.of(), settings, Clock.systemUTC(), Optional.of("north"));
    }
}
