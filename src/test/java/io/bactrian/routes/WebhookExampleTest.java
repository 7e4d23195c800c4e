package io.bactrian.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.bactrian.promise.LiveWorld;
import io.bactrian.store.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The edit that the README shows, word for word, saved while the service runs. */
class WebhookExampleTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("```yaml\\n(- route:\\n    id: approval-changed\\n.*?)```", Pattern.DOTALL);
    private static final String HOOK = "https://hooks.example.com";

    @RegisterExtension
    static final WireMockExtension HOOKS = WireMockExtension.newInstance().build();

    @TempDir
    private Path home;

    @Test
    void everyFinishedApprovalIsPosted() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).isTrue();
        assertThat(example.group(1)).contains(HOOK);
        HOOKS.stubFor(post("/approvals").willReturn(ok()));
        Path routes = Files.createDirectories(home.resolve("routes"));
        for (String shipped : List.of("approval-changed.camel.yaml", "dingtalk-stream.camel.yaml")) {
            Files.copy(Path.of("routes", shipped), routes.resolve(shipped), StandardCopyOption.REPLACE_EXISTING);
        }
        try (LiveWorld world = LiveWorld.of(TestDatabases.H2.fresh())) {
            world.settings().put("bactrian.routes", routes.toString());
            world.settings().put("routes.watch", "50ms");
            world.settings().put("db.folder", home.resolve("data").toString());
            world.start();
            Files.writeString(
                    routes.resolve("approval-changed.camel.yaml"),
                    example.group(1).replace(HOOK, HOOKS.baseUrl()));
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> world.runtime()
                            .template()
                            .getCamelContext()
                            .getRoute("approval-changed")
                            .getDescription()
                            .contains("webhook"));
            List<String> people = world.company().members().stream()
                    .map(person -> person.userid())
                    .toList();
            String id = world.company()
                    .start(world.company().templates().get(0).processCode(), people.get(0), people.subList(1, 2));
            world.settle();
            world.company().agree(id, "fine");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> HOOKS.verify(
                            1,
                            postRequestedFor(urlEqualTo("/approvals"))
                                    .withHeader("Content-Type", containing("application/json"))
                                    .withRequestBody(equalToJson("{\"connection\": \"dingtalk\", \"id\": \"" + id
                                            + "\", \"status\": \"COMPLETED\", \"result\": \"agree\"}"))));
        }
    }
}
