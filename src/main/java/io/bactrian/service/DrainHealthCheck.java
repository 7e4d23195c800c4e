package io.bactrian.service;

import io.bactrian.approval.WorkList;
import io.bactrian.health.TellingCheck;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says at {@code /observe/health}, as {@code work-<connection>}, whether the work of one connection is being done.
 * Neither liveness nor readiness: to start the process again would help nobody. It asks nobody itself, so it answers at
 * once, also while the database does not.
 */
final class DrainHealthCheck extends TellingCheck {
    private final ConnectionService service;

    DrainHealthCheck(ConnectionService service) {
        super("work-" + service.name());
        this.service = service;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.detail("connection", service.name());
        WorkList.Counts counts = service.counts();
        if (counts != null) {
            builder.detail("due", counts.due())
                    .detail("beingRead", counts.taken())
                    .detail("failed", counts.failed());
        }
        String trouble = service.trouble();
        if (trouble.isEmpty()) {
            builder.up();
        } else {
            builder.message(trouble).down();
        }
    }
}
