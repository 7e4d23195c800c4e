package io.bactrian.call;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secrets that a platform has refused: they are not shown to it again for a while, because a platform may ban the
 * address of whoever goes on trying. Thread-safe.
 */
final class RefusedSecrets {
    private final Clock clock;
    private final Map<String, Refused> refused = new ConcurrentHashMap<>();

    RefusedSecrets(Clock clock) {
        this.clock = clock;
    }

    /** Throws what the platform said, as long as that credential rests. */
    void check(ApiCall tokenCall) {
        Refused last = refused.get(key(tokenCall));
        if (last != null && clock.instant().isBefore(last.until)) {
            throw new CallException(last.why.errorClass(), last.why.code(), last.why.getMessage());
        }
    }

    void note(ApiCall tokenCall, CallException why, Duration rest) {
        if (why.errorClass() == ErrorClass.REFUSED && !rest.isZero()) {
            refused.put(key(tokenCall), new Refused(why, clock.instant().plus(rest)));
        }
    }

    private static String key(ApiCall tokenCall) {
        return tokenCall.connection().name() + "|" + tokenCall.credential();
    }

    private record Refused(CallException why, Instant until) {}
}
