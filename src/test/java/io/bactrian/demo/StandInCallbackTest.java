package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandInCallbackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String REGISTER = "/call_back/register_call_back";

    private final Company company = Company.of(CompanySize.small(Instant.now()));
    private final StandIn standIn = StandIn.start(company);
    private final TestClient client = new TestClient(standIn);
    private final CallbackReceiver receiver = new CallbackReceiver(company.corpId());
    private final Callbacks callbacks = standIn.callbacks()
            .retryAfter(Duration.ofMillis(10), Duration.ofMillis(20))
            .failedAfter(Duration.ZERO);

    @AfterEach
    void stop() {
        standIn.close();
        receiver.close();
    }

    @Test
    void cryptoAgreesWithTheDocumentation() {
        CallbackCrypto crypto =
                new CallbackCrypto(CallbackReceiver.TOKEN, CallbackReceiver.AES_KEY, "dingsnotzck6pm5veliw");
        String encrypted = "YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==";
        assertThat(crypto.signature("1614767836", "A7Co0cJLMzIDtMMI", encrypted))
                .isEqualTo("9a95a004dd16f5c307e849b994173f76aa26e5eb");
        assertThat(crypto.decrypt(encrypted)).isEqualTo("success");
        for (int length = 0; length < 70; length++) {
            String text = "🐫".repeat(length);
            assertThat(crypto.decrypt(crypto.encrypt(text))).isEqualTo(text);
        }
        CallbackCrypto other = new CallbackCrypto(CallbackReceiver.TOKEN, CallbackReceiver.AES_KEY, "dingother");
        assertThatThrownBy(() -> other.decrypt(encrypted)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pushesTheEventsThatAreRegistered() {
        assertThat(register("[\"bpms_instance_change\",\"user_modify_org\"]")).isEqualTo("0/");
        String id = company.start(company.templates().get(0).processCode(), "0412345");
        company.rename("0412345", "新");
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 2);
        JsonNode start = received("bpms_instance_change");
        assertThat(start.path("processInstanceId").asText()).isEqualTo(id);
        assertThat(start.path("CorpId").asText()).isEqualTo(company.corpId());
        assertThat(start.path("EventTime").isIntegralNumber()).isTrue();
        assertThat(received("user_modify_org").path("userId").path(0).asText()).isEqualTo("0412345");
        assertThat(received("user_modify_org").path("eventId").asText()).isNotEmpty();
    }

    @Test
    void repeatsAndThenListsWhatFailed() {
        register("[\"bpms_instance_change\",\"org_dept_create\"]");
        receiver.failNext(2);
        company.open(new Department(7, 1, "Seven"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(callbacks.pushes())
                        .extracting(Callbacks.Push::answer)
                        .containsExactly("500", "500", "success"));
        assertThat(receiver.received()).hasSize(1);
        receiver.failNext(Integer.MAX_VALUE);
        for (int i = 0; i < 201; i++) {
            company.start(company.templates().get(0).processCode(), "0412345");
        }
        await().atMost(PATIENCE).until(() -> callbacks.failed() == 201);
        JsonNode first = failed();
        assertThat(first.path("failed_list")).hasSize(200);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        JsonNode entry = first.path("failed_list").path(0);
        assertThat(entry.path("call_back_tag").asText()).isEqualTo("bpms_instance_change");
        assertThat(entry.path("event_time").isIntegralNumber()).isTrue();
        JsonNode content = entry.path("bpms_instance_change");
        assertThat(content.path("corpid").asText()).isEqualTo(company.corpId());
        assertThat(content.path("bpmsCallBackData").path("type").asText()).isEqualTo("start");
        JsonNode second = failed();
        assertThat(second.path("failed_list")).hasSize(1);
        assertThat(second.path("has_more").asBoolean()).isFalse();
        assertThat(failed().path("failed_list")).isEmpty();
    }

    @Test
    void failedListCanBeReadOnlyAfterAWhile() {
        callbacks.retryAfter().failedAfter(Duration.ofMinutes(3));
        register("[\"org_dept_create\"]");
        receiver.answerWith("failure");
        company.open(new Department(7, 1, "Seven"));
        await().atMost(PATIENCE).until(() -> callbacks.failed() == 1);
        assertThat(failed().path("failed_list")).isEmpty();
        assertThat(callbacks.pushes()).extracting(Callbacks.Push::answer).containsExactly("failure");
    }

    @Test
    void managesTheOneRegistration() {
        assertThat(get("get_call_back").subCode()).isEqualTo("71007/");
        assertThat(get("delete_call_back").subCode()).isEqualTo("71007/");
        assertThat(register("[\"org_dept_create\"]")).isEqualTo("0/");
        assertThat(register("[\"org_dept_create\"]")).isEqualTo("71006/");
        assertThat(get("get_call_back").json().path("call_back_tag").path(0).asText())
                .isEqualTo("org_dept_create");
        assertThat(client.old("/call_back/update_call_back", body("[\"user_add_org\"]", receiver.url()))
                        .subCode())
                .isEqualTo("0/");
        assertThat(get("get_call_back").json().path("call_back_tag").path(0).asText())
                .isEqualTo("user_add_org");
        assertThat(get("get_call_back").json().path("url").asText()).isEqualTo(receiver.url());
        assertThat(get("delete_call_back").subCode()).isEqualTo("0/");
        assertThat(get("get_call_back").subCode()).isEqualTo("71007/");
    }

    @Test
    void refusesWhatThePlatformRefuses() {
        assertThat(register("[\"no_such_event\"]")).isEqualTo("71008/");
        assertThat(register("[]")).isEqualTo("40035/");
        String body = body("[\"user_add_org\"]", receiver.url());
        assertThat(client.old(REGISTER, body.replace(CallbackReceiver.AES_KEY, "short"))
                        .subCode())
                .isEqualTo("900004/");
        assertThat(client.old(REGISTER, body("[\"user_add_org\"]", "ftp://x")).subCode())
                .isEqualTo("71011/");
        assertThat(client.old(REGISTER, body("[\"user_add_org\"]", "http://127.0.0.1:1/"))
                        .subCode())
                .isEqualTo("71012/");
        receiver.answerWith("no");
        assertThat(register("[\"user_add_org\"]")).isEqualTo("71009/");
        assertThat(get("get_call_back").subCode()).isEqualTo("71007/");
    }

    @Test
    void consoleEncryptsForTheAppKey() {
        assertThatThrownBy(() -> callbacks.configure(receiver.url(), CallbackReceiver.TOKEN, CallbackReceiver.AES_KEY))
                .isInstanceOf(IllegalStateException.class);
        try (CallbackReceiver app = new CallbackReceiver(standIn.clientId())) {
            callbacks.oldStyle(true).configure(app.url(), CallbackReceiver.TOKEN, CallbackReceiver.AES_KEY);
            company.leave("0412345");
            await().atMost(PATIENCE).until(() -> app.received().size() == 1);
            assertThat(app.received().get(0).path("UserId").path(0).asText()).isEqualTo("0412345");
        }
    }

    private JsonNode received(String type) {
        return receiver.received().stream()
                .filter(message -> message.path("EventType").asText().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode failed() {
        return get("get_call_back_failed_result").json();
    }

    private TestClient.Answer get(String name) {
        return client.oldGet("/call_back/" + name);
    }

    private String register(String tags) {
        return client.old(REGISTER, body(tags, receiver.url())).subCode();
    }

    private static String body(String tags, String url) {
        return "{\"call_back_tag\":%s,\"token\":\"%s\",\"aes_key\":\"%s\",\"url\":\"%s\"}"
                .formatted(tags, CallbackReceiver.TOKEN, CallbackReceiver.AES_KEY, url);
    }
}
