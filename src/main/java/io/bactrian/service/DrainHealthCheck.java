package io.bactrian.service;

import io.bactrian.approval.WorkList;
import io.bactrian.connection.Connection;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Whether a connection's work list is being read: one check a connection, named {@code work-<connection>}. It takes part
 * in neither liveness nor readiness, because restarting us mends neither the platform nor the database.
 */
final class DrainHealthCheck extends AbstractHealthCheck {
    private final Connection connection;
    private final WorkList workList;
    private final Supplier<String> trouble;

    DrainHealthCheck(Connection connection, WorkList workList, Supplier<String> trouble) {
        super("bactrian", "work-" + connection.name());
        this.connection = connection;
        this.workList = workList;
        this.trouble = trouble;
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
        builder.detail("connection", connection.name());
        String why = trouble.get();
        try {
            WorkList.Counts counts = workList.counts(connection);
            builder.detail("due", counts.due())
                    .detail("beingRead", counts.taken())
                    .detail("failed", counts.failed());
        } catch (RuntimeException e) {
            builder.message("The database cannot be asked: " + e.getMessage()).down();
            return;
        }
        if (why.isEmpty()) {
            builder.up();
        } else {
            builder.message(why).down();
        }
    }
}
