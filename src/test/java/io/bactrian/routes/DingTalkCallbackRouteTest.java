package io.bactrian.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.BactrianRuntime;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped route for callbacks: it serves in the service, and a single command opens no port for it. */
class DingTalkCallbackRouteTest {
    private static final String ROUTE = "dingtalk-callback-receive";

    @TempDir
    private Path home;

    @Test
    void aCommandHasTheRouteAndNoServer() {
        try (BactrianRuntime runtime = start(Map.of())) {
            CamelContext context = runtime.template().getCamelContext();

            assertThat(context.getRouteController().getRouteStatus(ROUTE)).isEqualTo(ServiceStatus.Stopped);
            assertThat(context.hasService(VertxPlatformHttpServer.class)).isNull();
        }
    }

    @Test
    void theServiceServesIt() {
        Map<String, String> service = Map.of(
                "bactrian.listening", "true",
                "camel.server.enabled", "true",
                "camel.server.host", "127.0.0.1",
                "camel.server.port", "0",
                "camel.server.maxBodySize", "65536",
                "camel.server.fileUploadEnabled", "false");
        try (BactrianRuntime runtime = start(service)) {
            CamelContext context = runtime.template().getCamelContext();

            assertThat(context.getRouteController().getRouteStatus(ROUTE)).isEqualTo(ServiceStatus.Started);
            assertThat(context.hasService(VertxPlatformHttpServer.class).getPort())
                    .isPositive();
        }
    }

    private BactrianRuntime start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("bactrian.routes", Path.of("routes").toAbsolutePath().toString());
        return BactrianRuntime.start(
                home, Map.of("DINGTALK_CLIENT_ID", "a", "DINGTALK_CLIENT_SECRET", "b"), all, Clock.systemUTC());
    }
}
