package io.bactrian.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.ChannelSettings;
import io.bactrian.connection.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The robots of a platform's groups: an address with a key instead of a token, and errors by {@code errcode}. */
public final class WebhookCallRules implements CallRules {
    private final String platform;
    private final String baseUrl;
    private final ErrorTable errors;

    /** {@code platform} is that of the channels' connections, {@code baseUrl} the public address. */
    public WebhookCallRules(String platform, String baseUrl, ErrorTable errors) {
        this.platform = platform;
        this.baseUrl = baseUrl;
        this.errors = errors;
    }

    @Override
    public String platform() {
        return platform;
    }

    @Override
    public Map<String, String> baseUrls() {
        return Map.of(ChannelSettings.HOOK, baseUrl);
    }

    @Override
    public ApiCall tokenCall(Connection connection, String credential) {
        throw noToken();
    }

    @Override
    public Token readToken(ApiAnswer answer, Instant askedAt) {
        throw noToken();
    }

    private static CallException noToken() {
        return new CallException(ErrorClass.PERMANENT, "token", "A robot has no token.");
    }

    @Override
    public TokenPlace tokenPlace(String api) {
        throw noToken();
    }

    @Override
    public Optional<Refusal> refusal(ApiCall call, ApiAnswer answer) {
        JsonNode errcode = answer.json().path("errcode");
        if (errcode.isMissingNode()) {
            return Optional.of(
                    answer.status() == 200
                            ? new Refusal(ErrorClass.RETRY, "malformed", "the answer is not the JSON that it should be")
                            : errors.classify(
                                    answer.status(),
                                    "HTTP " + answer.status(),
                                    "the address answers what no robot does"));
        }
        String code = errcode.asText();
        return "0".equals(code)
                ? Optional.empty()
                : Optional.of(errors.classify(answer.status(), code, "the robot refused it"));
    }
}
