package io.bactrian.call;

import io.bactrian.connection.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the door has to know about a platform: where it is, how its tokens work, and what its errors mean. One bean for
 * each platform, found in the registry by {@link #platform()}.
 */
public interface CallRules {
    String platform();

    /** The public base addresses by short name; a connection may override them. */
    Map<String, String> baseUrls();

    /** The call that fetches a token for one of the connection's credentials, itself without one. */
    ApiCall tokenCall(Connection connection, String credential);

    /** The token in the answer to {@link #tokenCall}; a {@link CallException} where there is none. */
    Token readToken(ApiAnswer answer, Instant askedAt);

    /** Where a token goes on that base address. */
    TokenPlace tokenPlace(String api);

    /** What is wrong with an answer; empty when it is a success. */
    Optional<Refusal> refusal(ApiCall call, ApiAnswer answer);

    /** How many calls a second the platform allows on that interface, where it is less than on others. */
    default OptionalInt callsPerSecond(String interfaceName) {
        return OptionalInt.empty();
    }

    /** How often the platform wants a failed call to be repeated at most. */
    default int mostRepeats() {
        return Integer.MAX_VALUE;
    }

    /** How long a secret that was refused is not shown again: a platform may ban whoever goes on. */
    default Duration refusedSecretRest() {
        return Duration.ZERO;
    }

    /** A token's place in a request. */
    record TokenPlace(boolean inHeader, String name) {}

    /**
     * A call that the platform refused.
     *
     * @param code the platform's own code
     * @param meaning one short clause for a person, with the remedy where there is one
     * @param rest how long the interface ({@code SLOW_DOWN}) or all calls ({@code BANNED}) rest, where the platform says so
     */
    record Refusal(ErrorClass errorClass, String code, String meaning, Optional<Duration> rest) {
        public Refusal(ErrorClass errorClass, String code, String meaning) {
            this(errorClass, code, meaning, Optional.empty());
        }

        /** The same with a rest. */
        public Refusal resting(Duration pause) {
            return new Refusal(errorClass, code, meaning, Optional.of(pause));
        }
    }
}
