package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReadyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOBODY = 0;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void whoeverIsToldThatItIsReadyFindsThePageAsWell() {
        try (LiveWorld world = LiveWorld.of(TestDatabases.H2.fresh())) {
            String address = "http://" + world.settings().get("management.listen");
            CompletableFuture<LiveWorld> start = CompletableFuture.supplyAsync(world::serve);

            await().pollInterval(Duration.ofMillis(10))
                    .atMost(PATIENCE)
                    .until(() -> get(address + "/observe/health/ready"), status -> status == 200);
            assertThat(get(address + "/")).isEqualTo(200);
            start.join();
        }
    }

    private static int get(String address) {
        try {
            return CLIENT.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return NOBODY;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
