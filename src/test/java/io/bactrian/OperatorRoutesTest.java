package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.connection.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mistake in a route is told with its file and line, and before any call. */
class OperatorRoutesTest {
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

    private void startWith(String step, String argument) throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(home.resolve("routes/mine.camel.yaml"), """
                - route:
                    id: mine
                    from:
                      uri: direct:mine
                      steps:
                        - %s: %s
                """.formatted(step, argument));
        start().close();
    }

    private BactrianRuntime start() {
        Map<String, String> environment = Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b");
        return BactrianRuntime.start(home, environment, Map.of(), Clock.systemUTC());
    }
}
