package io.bactrian.wecom;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * WeCom's API: every application error comes with HTTP 200 and {@code errcode}, also beside lists that are empty
 * because of it. There is a token for each secret, and it goes in the query. A wrong secret (40001) is not an expired
 * token: shown again and again, it gets our address banned for an hour.
 */
public final class WeComCallRules implements CallRules {
    public static final String PLATFORM = "wecom";
    /** The only base address. */
    public static final String API = "api";
    /** The credential of the contact-sync assistant, which has a secret of its own. */
    public static final String CONTACTS = "contacts";

    /** What every path begins with. */
    static final String BASE_PATH = "/cgi-bin";

    private static final ErrorTable ERRORS = ErrorTable.beside(WeComCallRules.class);
    /** 600 a minute; ten in every second never make more of them. */
    private static final OptionalInt APPROVALS_A_SECOND = OptionalInt.of(10);

    private static final Set<String> APPROVALS = Set.of(
            "POST /cgi-bin/oa/getapprovalinfo",
            "POST /cgi-bin/oa/getapprovaldetail",
            "POST /cgi-bin/oa/gettemplatedetail",
            "POST /cgi-bin/oa/applyevent");

    private static final String TOO_MANY = "45009";
    private static final String ABNORMAL = "45036";
    private static final int MOST_REPEATS = 3;
    private static final Duration SECRET_REST = Duration.ofHours(1);

    /** What stands behind an error's own words: a hint, our address, a page to look it up. */
    private static final Pattern BEHIND = Pattern.compile(",?\\s*(hint: \\[|from ip:|more info at).*$", Pattern.DOTALL);

    private static final Pattern PRIVATE = Pattern.compile("\\bw[wx][0-9a-zA-Z]{8,}|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b"
            + "|\\b[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){4,7}|(access_token|corpsecret)=[^&\\s]+");
    private static final int LONGEST = 160;

    private final Duration limitRest;

    /** {@code limitRest} is how long an interface rests when its calls of a minute are spent. */
    public WeComCallRules(Duration limitRest) {
        this.limitRest = limitRest;
    }

    @Override
    public String platform() {
        return PLATFORM;
    }

    @Override
    public Map<String, String> baseUrls() {
        return Map.of(API, "https://qyapi.weixin.qq.com");
    }

    @Override
    public ApiCall tokenCall(Connection connection, String credential) {
        return ApiCall.get(connection, Purpose.TOKEN, API, "/cgi-bin/gettoken")
                .with("corpid", connection.clientId())
                .as(credential)
                .withSecretIn("corpsecret")
                .withoutToken();
    }

    @Override
    public Token readToken(ApiAnswer answer, Instant askedAt) {
        String value = answer.json().path("access_token").asText("");
        long life = answer.json().path("expires_in").asLong();
        if (value.isEmpty() || life <= 0) {
            throw new CallException(
                    ErrorClass.PERMANENT, "token", "WeCom answered the request for a token without one");
        }
        return new Token(new Secret(value), askedAt.plusSeconds(life));
    }

    @Override
    public TokenPlace tokenPlace(String api) {
        return new TokenPlace(false, "access_token");
    }

    @Override
    public OptionalInt callsPerSecond(String interfaceName) {
        return APPROVALS.contains(interfaceName) ? APPROVALS_A_SECOND : OptionalInt.empty();
    }

    @Override
    public int mostRepeats() {
        return MOST_REPEATS;
    }

    @Override
    public Duration refusedSecretRest() {
        return SECRET_REST;
    }

    @Override
    public Optional<Refusal> refusal(ApiCall call, ApiAnswer answer) {
        if (answer.status() != 200) {
            return Optional.of(ERRORS.classify(
                    answer.status(), "HTTP " + answer.status(), "the address answers what WeCom does not"));
        }
        JsonNode json = answer.json();
        if (!json.isObject()) {
            return Optional.of(
                    new Refusal(ErrorClass.RETRY, "malformed", "the answer is not the JSON that it should be"));
        }
        String code = json.path("errcode").asText("0");
        return "0".equals(code)
                ? Optional.empty()
                : Optional.of(refusal(call, code, json.path("errmsg").asText("")));
    }

    private Refusal refusal(ApiCall call, String code, String errmsg) {
        Refusal refusal = ERRORS.classify(200, call.credential() + "." + code, null);
        if (refusal.meaning() == null) {
            refusal = ERRORS.classify(200, code, inItsOwnWords(errmsg));
        }
        Refusal named = new Refusal(refusal.errorClass(), code, refusal.meaning());
        return TOO_MANY.equals(code) || ABNORMAL.equals(code) ? named.resting(limitRest) : named;
    }

    /** What the platform says of an error that is not in our table, without hint, address and names of the company. */
    private static String inItsOwnWords(String errmsg) {
        String text = PRIVATE.matcher(BEHIND.matcher(errmsg).replaceFirst(""))
                .replaceAll("***")
                .strip();
        if (text.isEmpty()) {
            return "an error without a word";
        }
        return "the platform says '" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…") + "'";
    }
}
