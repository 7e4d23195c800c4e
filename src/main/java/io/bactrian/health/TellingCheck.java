package io.bactrian.health;

import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * A check of {@code /observe/health} that only tells: it takes part in neither liveness nor readiness, because to start
 * the process again, or to send it no requests, would mend nothing.
 */
public abstract class TellingCheck extends AbstractHealthCheck {
    protected TellingCheck(String id) {
        super("bactrian", id);
    }

    @Override
    public final boolean isReadiness() {
        return false;
    }

    @Override
    public final boolean isLiveness() {
        return false;
    }
}
