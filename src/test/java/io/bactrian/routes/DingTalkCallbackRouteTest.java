package io.bactrian.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.BactrianRuntime;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route for callbacks: a single command opens no port for it. */
class DingTalkCallbackRouteTest {
    private static final String ROUTE = "dingtalk-callback-receive";

    @TempDir
    private Path home;

    @Test
    void aCommandHasNeitherTheRouteNorAServer() {
        try (BactrianRuntime runtime = start()) {
            CamelContext context = runtime.template().getCamelContext();

            assertThat(context.getRoute(ROUTE)).isNull();
            assertThat(context.hasService(VertxPlatformHttpServer.class)).isNull();
        }
    }

    private BactrianRuntime start() {
        Map<String, String> all =
                Map.of("bactrian.routes", Path.of("routes").toAbsolutePath().toString());
        return BactrianRuntime.start(
                home, Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b"), all, Clock.systemUTC());
    }
}
