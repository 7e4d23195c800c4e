package io.bactrian.call;

import io.bactrian.connection.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * One token for each credential of a connection: fetched once for any number of threads that need it, renewed early, dropped when the
 * platform refuses it. Thread-safe.
 */
public final class TokenStore {
    /** DingTalk advises ten minutes; a shorter life is renewed after nine tenths of it. */
    private static final Duration EARLY = Duration.ofMinutes(10);

    private final Clock clock;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    public TokenStore(Clock clock) {
        this.clock = clock;
    }

    /** A token that is good by our clock; {@code fetch} is called by one thread, the others wait for what it gets. */
    public Held get(Connection connection, String credential, Supplier<Token> fetch) {
        Slot slot = slots.computeIfAbsent(key(connection, credential), name -> new Slot());
        Held held = slot.held;
        return held != null && clock.instant().isBefore(held.renewAt) ? held : slot.renew(fetch);
    }

    /** Notes that the platform accepted the token of that generation. */
    public void accepted(Connection connection, String credential, long generation) {
        Slot slot = slots.get(key(connection, credential));
        if (slot != null && slot.lastGood < generation) {
            slot.lastGood = generation;
        }
    }

    /**
     * Drops the token of that generation if it is still the one we hold.
     *
     * @return false when a token that was just fetched, and never accepted, was refused: another one would be as well
     */
    public boolean refused(Connection connection, String credential, long generation) {
        Slot slot = slots.get(key(connection, credential));
        return slot != null && slot.drop(generation);
    }

    private static String key(Connection connection, String credential) {
        return connection.name() + "|" + credential;
    }

    /** A token with its generation, which is no secret and tells whose refusal it was. */
    public record Held(Token token, long generation, Instant renewAt) {}

    private final class Slot {
        private volatile Held held;
        private volatile long lastGood;
        private long generation;

        private synchronized Held renew(Supplier<Token> fetch) {
            Held current = held;
            if (current != null && clock.instant().isBefore(current.renewAt)) {
                return current;
            }
            Token token = fetch.get();
            Duration life = Duration.between(clock.instant(), token.expiresAt());
            Duration early = life.dividedBy(10).compareTo(EARLY) < 0 ? life.dividedBy(10) : EARLY;
            held = new Held(token, ++generation, token.expiresAt().minus(early));
            return held;
        }

        private synchronized boolean drop(long refused) {
            if (held != null && held.generation == refused) {
                held = null;
            }
            return refused <= lastGood || refused < generation;
        }
    }
}
