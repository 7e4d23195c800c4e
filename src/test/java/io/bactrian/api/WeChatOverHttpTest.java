package io.bactrian.api;

import static io.bactrian.api.NorthAndSouth.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.BactrianRuntime;
import io.bactrian.api.ApiWorld.Answer;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The paths of a company on WeCom, called {@code wechat} there, against a running service. */
class WeChatOverHttpTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static WeComStandIn standIn;
    private static BactrianRuntime runtime;
    private static String address;

    @BeforeAll
    static void start() throws Exception {
        standIn = WeComStandIn.start(
                Company.of(CompanySize.small(Instant.now()).withPeople(20).withApprovals(0)));
        String http = "127.0.0.1:" + TestProcess.freePort();
        address = "http://" + http + "/api/v1/wechat";
        Map<String, String> settings = new HashMap<>(TestDatabases.H2.fresh());
        settings.putAll(Map.of(
                "connection.wecom.corp-id",
                standIn.corpId(),
                "connection.wecom.secret",
                standIn.secret(),
                "connection.wecom.agent-id",
                String.valueOf(WeComStandIn.AGENT_ID),
                "connection.wecom.api-base-url",
                standIn.url(),
                "connection.wecom.calls-per-second",
                "unlimited",
                "connection.wecom.events",
                "none",
                "call.retry-delay",
                "10ms",
                "http.listen",
                http,
                "management.listen",
                "127.0.0.1:" + TestProcess.freePort(),
                "bactrian.routes",
                Path.of("routes").toAbsolutePath().toString()));
        settings.putAll(TestProcess.STOPPED_CLOCK);
        runtime = BactrianRuntime.serve(TestProcess.home(), Map.of(), settings, Clock.systemUTC(), Optional.empty());
    }

    @AfterAll
    static void stop() {
        runtime.close();
        standIn.close();
    }

    private static Answer send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response, JSON.readTree(response.body()));
    }

    @Test
    void peopleAreReadFoundAndTold() throws Exception {
        Answer sync = send("POST", "/sync/sync_users/", "{}");
        assertThat(sync.code()).as(sync.json().toString()).isZero();
        long run = sync.data().path("run_id").asLong();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send("GET", "/runs/" + run, null)
                        .data()
                        .path("state")
                        .asText()
                        .equals("succeeded"));

        assertThat(send("GET", "/departments/", null).data().path("total").asInt())
                .isPositive();
        Answer users = send("GET", "/users/?state=", null);
        assertThat(users.data().path("total").asInt()).isEqualTo(20);
        String user = texts(users, "userid").get(0);
        assertThat(texts(send("GET", "/users/?userid=" + user.toUpperCase(Locale.ROOT), null), "userid"))
                .as("WeCom's ids are the same in capitals")
                .containsExactly(user);
        runtime.tables().jdbc().update("UPDATE member SET name = NULL WHERE userid = :user", Map.of("user", user));
        Answer nameless = send("GET", "/users/?userid=" + user, null);
        assertThat(texts(nameless, "name"))
                .as("an id as its name, marked as such")
                .containsExactly(user);
        assertThat(texts(nameless, "name_known")).containsExactly("false");

        Answer sent = send(
                "POST",
                "/messages/send_message/",
                "{\"users\":[\"" + user.toUpperCase(Locale.ROOT) + "\"],\"content\":\"Hello\",\"key\":\"w-1\"}");
        assertThat(sent.code()).as(sent.json().toString()).isZero();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> standIn.mailbox().all().size() == 1);
        assertThat(texts(send("GET", "/messages/?key=w-1", null), "state")).containsExactly("sent");
    }

    @Test
    void thatTemplatesCannotBeListedIsNoFailure() throws Exception {
        Answer all = send("POST", "/sync/sync_all/", null);

        assertThat(all.code()).as(all.json().toString()).isZero();
        assertThat(all.data().path("templates_run_id").asLong()).isPositive();
    }
}
