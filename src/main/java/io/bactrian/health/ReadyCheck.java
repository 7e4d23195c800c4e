package io.bactrian.health;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether everything that a service offers is there, named {@code service}: Camel's servers answer some moments before
 * that, and some moments after the end has begun. Part of readiness, not of liveness.
 */
public final class ReadyCheck extends AbstractHealthCheck {
    private volatile String why = "The service is being started.";

    public ReadyCheck() {
        super("bactrian", "service");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    /** From now on it is ready. */
    public void begun() {
        why = null;
    }

    /** From now on it is not. */
    public void ending() {
        why = "The service is being stopped.";
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        String reason = why;
        if (reason == null) {
            builder.up();
        } else {
            builder.message(reason).down();
        }
    }
}
