package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.CallRules;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.ErrorTable;
import io.bactrian.call.Purpose;
import io.bactrian.call.Token;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DingTalk's two API generations: {@code api} answers with an HTTP status and {@code code}, {@code oapi} with HTTP 200
 * and {@code errcode}, which may be wrapped (88 with the real code in {@code sub_code}).
 */
public final class DingTalkCallRules implements CallRules {
    public static final String PLATFORM = "dingtalk";
    /** The new generation. */
    public static final String API = "api";
    /** The old generation. */
    public static final String OAPI = "oapi";

    private static final ErrorTable ERRORS = ErrorTable.beside(DingTalkCallRules.class);
    private static final String WRAPPED = "88";
    private static final Pattern SUB_CODE_IN_TEXT = Pattern.compile("subcode=(-?\\d+)");
    private static final Pattern PRIVATE =
            Pattern.compile("\\bding[0-9a-z]{6,}|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|access_token=[^&\\s]+");
    private static final int SHORT = 2000;
    private static final int LONGEST = 160;

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public Map<String, String> baseUrls() {
        return Map.of(API, "https://api.dingtalk.com", OAPI, "https://oapi.dingtalk.com");
    }

    @Override
    public ApiCall tokenCall(Connection connection, String credential) {
        return ApiCall.post(
                        connection,
                        Purpose.TOKEN,
                        API,
                        "/v1.0/oauth2/accessToken",
                        Map.of("appKey", connection.clientId(), "appSecret", connection.clientSecret()))
                .withoutToken();
    }

    @Override
    public Token readToken(ApiAnswer answer, Instant askedAt) {
        String value = answer.json().path("accessToken").asText("");
        long life = answer.json().path("expireIn").asLong();
        if (value.isEmpty() || life <= 0) {
            throw new CallException(
                    ErrorClass.PERMANENT, "token", "DingTalk answered the request for a token without one");
        }
        return new Token(new Secret(value), askedAt.plusSeconds(life));
    }

    @Override
    public TokenPlace tokenPlace(String api) {
        return API.equals(api)
                ? new TokenPlace(true, "x-acs-dingtalk-access-token")
                : new TokenPlace(false, "access_token");
    }

    @Override
    public Optional<Refusal> refusal(ApiCall call, ApiAnswer answer) {
        if (isBanPage(answer)) {
            return Optional.of(new Refusal(ErrorClass.BANNED, "x5", "DingTalk refuses this address for some minutes"));
        }
        return API.equals(call.api()) ? refusalOfApi(answer) : refusalOfOapi(answer);
    }

    /** Too many calls from one address are answered by a wall before the API: an HTML page, or JSON that says x5. */
    private static boolean isBanPage(ApiAnswer answer) {
        String text = answer.text().stripLeading();
        return text.startsWith("<") || text.length() < SHORT && text.contains("\"source\":\"x5\"");
    }

    private static Optional<Refusal> refusalOfApi(ApiAnswer answer) {
        if (answer.status() >= 200 && answer.status() < 300) {
            return answer.json().isObject() ? Optional.empty() : Optional.of(notJson());
        }
        String code = answer.json().path("code").asText("");
        return Optional.of(ERRORS.classify(
                answer.status(),
                code.isEmpty() ? "HTTP " + answer.status() : code,
                inItsOwnWords(answer.json().path("message"))));
    }

    private static Optional<Refusal> refusalOfOapi(ApiAnswer answer) {
        JsonNode json = answer.json();
        JsonNode errcode = json.path("errcode");
        if (errcode.isMissingNode()) {
            return Optional.of(
                    answer.status() == 200
                            ? notJson()
                            : ERRORS.classify(
                                    answer.status(), "HTTP " + answer.status(), inItsOwnWords(json.path("errmsg"))));
        }
        String code = errcode.asText();
        if (WRAPPED.equals(code)) {
            code = unwrap(json);
        }
        return "0".equals(code)
                ? Optional.empty()
                : Optional.of(ERRORS.classify(answer.status(), code, inItsOwnWords(json.path("errmsg"))));
    }

    /** What the platform says of an error that is not in our table; it may name the app and our address. */
    private static String inItsOwnWords(JsonNode message) {
        String text = PRIVATE.matcher(message.asText("")).replaceAll("***").strip();
        if (text.isEmpty()) {
            return "an error without a word";
        }
        return "the platform says '" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…") + "'";
    }

    private static String unwrap(JsonNode json) {
        String code = json.path("sub_code").asText("");
        if (!code.isEmpty()) {
            return code;
        }
        Matcher matcher = SUB_CODE_IN_TEXT.matcher(json.path("errmsg").asText(""));
        return matcher.find() ? matcher.group(1) : WRAPPED;
    }

    private static Refusal notJson() {
        return new Refusal(ErrorClass.RETRY, "malformed", "the answer is not the JSON that it should be");
    }
}
