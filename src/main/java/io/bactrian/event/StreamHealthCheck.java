package io.bactrian.event;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.springframework.dao.DataAccessException;

/**
 * Says at {@code /observe/health} whether the stream of one connection is connected. Neither liveness nor readiness: to
 * start the process again, or to send it no requests, would help nobody.
 */
public final class StreamHealthCheck extends AbstractHealthCheck {
    private final String connection;
    private final StreamStates states;
    private final Gaps gaps;

    public StreamHealthCheck(String connection, StreamStates states, Gaps gaps) {
        super("bactrian", "stream-" + connection);
        this.connection = connection;
        this.states = states;
        this.gaps = gaps;
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
        StreamState state = states.of(connection)
                .orElse(new StreamState(connection, false, 0, null, null, "The stream is not running."));
        builder.detail("connection", connection);
        builder.detail("connected", state.connected());
        builder.detail("lastFrame", time(state.lastFrame()));
        builder.detail("lastEvent", time(state.lastEvent()));
        builder.detail("openGaps", openGaps());
        if (state.connected()) {
            builder.up();
        } else {
            builder.message(state.problem()).down();
        }
    }

    private String openGaps() {
        try {
            return gaps.open(connection).stream()
                    .map(gap -> time(gap.beganAt()) + " to " + (gap.endedAt() == null ? "now" : time(gap.endedAt())))
                    .collect(Collectors.joining(", "));
        } catch (DataAccessException e) {
            return "unknown, the database does not answer";
        }
    }

    private static String time(Long millis) {
        return millis == null ? "never" : Instant.ofEpochMilli(millis).toString();
    }
}
