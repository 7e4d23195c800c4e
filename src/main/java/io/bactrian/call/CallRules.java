package io.bactrian.call;

import io.bactrian.connection.Connection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the door has to know about a platform: where it is, how its tokens work, and what its errors mean. One bean for
 * each platform, found in the registry by {@link #platform()}.
 */
public interface CallRules {
    String platform();

    /** The public base addresses by short name; a connection may override them. */
    Map<String, String> baseUrls();

    /** The call that fetches a token, itself without one. */
    ApiCall tokenCall(Connection connection);

    /** The token in the answer to {@link #tokenCall}; a {@link CallException} where there is none. */
    Token readToken(ApiAnswer answer, Instant askedAt);

    /** Where a token goes on that base address. */
    TokenPlace tokenPlace(String api);

    /** What is wrong with an answer; empty when it is a success. */
    Optional<Refusal> refusal(ApiCall call, ApiAnswer answer);

    /** A token's place in a request. */
    record TokenPlace(boolean inHeader, String name) {}

    /**
     * A call that the platform refused.
     *
     * @param code the platform's own code
     * @param meaning one short clause for a person, with the remedy where there is one
     */
    record Refusal(ErrorClass errorClass, String code, String meaning) {}
}
