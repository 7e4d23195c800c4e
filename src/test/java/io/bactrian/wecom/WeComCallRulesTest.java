package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallRules.Refusal;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeCom's answers mean to the door. */
class WeComCallRulesTest {
    private final WeComCallRules rules = new WeComCallRules(Duration.ofMinutes(1));
    private final Connection connection = new Connection(
            "acme",
            "wecom",
            "wwacme0000000001",
            new Secret("the-app's"),
            Map.of(),
            List.of(),
            OptionalInt.of(50),
            OptionalLong.empty(),
            0,
            EventSettings.NONE);
    private final ApiCall call = ApiCall.get(connection, Purpose.PEOPLE, "api", "/cgi-bin/user/list");

    @ParameterizedTest
    @CsvSource({
        "-1, RETRY",
        "40001, REFUSED",
        "40091, REFUSED",
        "40013, REFUSED",
        "40014, TOKEN",
        "42001, TOKEN",
        "41001, TOKEN",
        "45009, SLOW_DOWN",
        "45033, SLOW_DOWN",
        "45036, SLOW_DOWN",
        "45035, RETRY",
        "48002, REFUSED",
        "48009, REFUSED",
        "60020, REFUSED",
        "60011, PERMANENT",
        "60111, ABSENT",
        "60123, ABSENT",
        "301026, RETRY",
        "301055, REFUSED",
        "301112, PERMANENT",
        "777777, PERMANENT"
    })
    void everyCodeHasItsClass(String code, ErrorClass errorClass) {
        Refusal refusal = refusal(call, 200, "{\"errcode\":" + code + ",\"errmsg\":\"x\",\"userlist\":[]}");

        assertThat(refusal.errorClass()).isEqualTo(errorClass);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.meaning()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errcode\":0,\"errmsg\":\"ok\",\"userlist\":[]}",
                "{\"errcode\":\"0\"}",
                "{\"ip_list\":[\"203.0.113.1\"]}"
            })
    void noCodeOrZeroIsASuccess(String body) {
        assertThat(rules.refusal(call, new ApiAnswer(200, body))).isEmpty();
    }

    @Test
    void theRemedyDependsOnTheSecret() {
        String body = "{\"errcode\":48002,\"errmsg\":\"api forbidden\"}";

        assertThat(refusal(call, 200, body).meaning()).contains("grant the API to the app");
        assertThat(refusal(call.as(WeComCallRules.CONTACTS), 200, body).meaning())
                .contains("set the app's own secret (WECOM_SECRET)");
    }

    @Test
    void anUnknownErrorIsSaidInItsOwnWordsWithoutHintAndAddress() {
        String meaning = refusal(
                        call,
                        200,
                        "{\"errcode\":999,\"errmsg\":\"odd thing of wwacme0000000001 at 203.0.113.9, hint:"
                                + " [1700000000_28_ab12cd34], from ip: 203.0.113.9, more info at https://x?e=999\"}")
                .meaning();

        assertThat(meaning).isEqualTo("the platform says 'odd thing of *** at ***'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 |                                   | PERMANENT | check WECOM_API_BASE_URL",
                "301 | <html>301 Moved Permanently</html> | PERMANENT | must begin with https",
                "502 | <html>Bad Gateway</html>          | RETRY     | failed",
                "200 | <html>Please log in</html>        | RETRY     | not the JSON",
                "200 |                                   | RETRY     | not the JSON",
                "403 | no                                | PERMANENT | what WeCom does not"
            })
    void whatIsNotWeComsAnswerIsSaid(int status, String body, ErrorClass errorClass, String words) {
        Refusal refusal = refusal(call, status, body == null ? "" : body);

        assertThat(refusal.errorClass()).isEqualTo(errorClass);
        assertThat(refusal.meaning()).contains(words);
    }

    @Test
    void tooManyCallsRestForTheWindow() {
        assertThat(refusal(call, 200, "{\"errcode\":45009}").rest()).hasValue(Duration.ofMinutes(1));
        assertThat(refusal(call, 200, "{\"errcode\":45033}").rest()).isEmpty();
    }

    @Test
    void approvalsHaveAPaceOfTheirOwn() {
        assertThat(rules.callsPerSecond("POST /cgi-bin/oa/getapprovaldetail")).hasValue(10);
        assertThat(rules.callsPerSecond("GET /cgi-bin/user/list")).isEmpty();
    }

    @Test
    void theSecretStandsNowhereInTheCallForAToken() {
        ApiCall token = rules.tokenCall(connection, Connection.APP);

        assertThat(token.query()).containsOnlyKeys("corpid");
        assertThat(token.secretIn()).isEqualTo("corpsecret");
        assertThat(token.withToken()).isFalse();
    }

    private Refusal refusal(ApiCall of, int status, String body) {
        return rules.refusal(of, new ApiAnswer(status, body)).orElseThrow();
    }
}
