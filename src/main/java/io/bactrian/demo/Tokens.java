package io.bactrian.demo;

import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gives out app tokens: the same one while it lives, a new one after. Thread-safe. */
final class Tokens {
    enum State {
        VALID,
        EXPIRED,
        UNKNOWN
    }

    private final Clock clock;
    private final Faults faults;
    private final Meter meter;
    private final Set<String> dead = new HashSet<>();
    private String current;
    private long expires;
    private int used;
    private int issued;

    Tokens(Clock clock, Faults faults, Meter meter) {
        this.clock = clock;
        this.faults = faults;
        this.meter = meter;
    }

    /** The living token with its life renewed, or a new one. */
    synchronized String issue() {
        if (!alive()) {
            kill();
            issued++;
            current = "tok-" + Dice.of(42, "token", issued).hex(32) + String.format(Locale.ROOT, "%04d", issued);
            used = 0;
            meter.tokenIssued();
        }
        expires = clock.millis() + faults.tokenLife().toMillis();
        return current;
    }

    /** Judges a token and counts its use. */
    synchronized State use(String token) {
        if (token.equals(current) && alive()) {
            used++;
            return State.VALID;
        }
        return token.equals(current) || dead.contains(token) ? State.EXPIRED : State.UNKNOWN;
    }

    synchronized void kill() {
        if (current != null) {
            dead.add(current);
            current = null;
        }
    }

    private boolean alive() {
        int calls = faults.tokenCalls();
        return current != null && clock.millis() < expires && (calls == 0 || used < calls);
    }
}
