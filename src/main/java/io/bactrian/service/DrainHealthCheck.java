package io.bactrian.service;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Says at {@code /observe/health} whether the work list of one connection is being drained. Neither liveness nor
 * readiness: to start the process again would help nobody.
 */
final class DrainHealthCheck extends AbstractHealthCheck {
    private final ConnectionService service;

    DrainHealthCheck(ConnectionService service) {
        super("bactrian", "drain-" + service.name());
        this.service = service;
    }

    @Override
    public boolean isReadiness() {
        return false;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("connection", service.name());
        String trouble = service.trouble();
        if (trouble.isEmpty()) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }
}
