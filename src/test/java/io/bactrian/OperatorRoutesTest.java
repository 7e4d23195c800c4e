package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a route is told with its file and line, and before any call. */
class OperatorRoutesTest {
    @TempDir
    private Path home;

    private RoutesAtHome at;

    @BeforeEach
    void settle() {
        at = new RoutesAtHome(home);
    }

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
        try (BactrianRuntime runtime = at.start()) {
            assertThat(runtime.connections().all()).hasSize(1);
        }
    }

    @Test
    void anIdOfAnotherFileIsRefused() throws IOException {
        at.write("first", "same", "direct:first", "log: hello");
        at.write("second", "same", "direct:second", "log: hello");
        assertThatThrownBy(at::start)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("second.camel.yaml cannot be loaded: line 2")
                .hasMessageContaining("the id 'same' is taken by first.camel.yaml");
    }

    @Test
    void anIdOfOurOwnIsRefused() throws IOException {
        at.write("mine", "approval-tell", "direct:mine", "log: hello");
        assertThatThrownBy(at::start)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml cannot be loaded: line 2")
                .hasMessageContaining("the id 'approval-tell' is taken by Bactrian itself");
    }

    @Test
    void anInputOfOurOwnIsRefused() throws IOException {
        at.write("mine", "mine", "direct:approval-tell", "log: hello");
        assertThatThrownBy(at::start)
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
        assertThatThrownBy(at::start)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml cannot be loaded: line 6")
                .hasMessageContaining("no route begins with 'direct:nobody'");
    }

    @Test
    void whatMayBeSentToNobodyAndWhatIsSentToALaterFileIsFine() throws IOException {
        at.write("first", "first", "direct:first", "to: direct:second");
        at.write("second", "second", "direct:second", "to: direct:nobody?failIfNoConsumers=false");
        try (BactrianRuntime runtime = at.start()) {
            runtime.template().sendBody("direct:first", "");
            assertThat(runtime.template().getCamelContext().getRoute("second")).isNotNull();
        }
    }

    @Test
    void aConnectionThatIsServedElsewhereIsNotHeard() throws Exception {
        at.write("mine", "mine", "dingtalk-stream:events?connection=south", "log: hello");
        try (BactrianRuntime runtime = at.serveNorth()) {
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
        at.write("mine", "mine", "dingtalk-stream:events?connection=west", "log: hello");
        assertThatThrownBy(at::serveNorth)
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("mine.camel.yaml")
                .hasMessageContaining("There is no connection named 'west'");
    }

    private void startWith(String step, String argument) throws IOException {
        at.write("mine", "mine", "direct:mine", step + ": " + argument);
        at.start().close();
    }
}
