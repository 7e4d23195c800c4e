package io.bactrian.event;

import io.bactrian.health.TellingCheck;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Says at {@code /observe/health} whether the stream of one connection is connected. It asks nobody itself, so it answers
 * at once, also while the database does not.
 */
public final class StreamHealthCheck extends TellingCheck {
    private final String connection;
    private final StreamStates states;
    private final Gaps gaps;

    public StreamHealthCheck(String connection, StreamStates states, Gaps gaps) {
        super("stream-" + connection);
        this.connection = connection;
        this.states = states;
        this.gaps = gaps;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        StreamState state = states.of(connection)
                .orElse(new StreamState(connection, false, 0, null, null, "The stream is not running."));
        builder.detail("connection", connection);
        builder.detail("connected", state.connected());
        builder.detail("surelyAliveAt", time(state.lastFrame()));
        builder.detail("lastEvent", time(state.lastEvent()));
        builder.detail("openGaps", openGaps());
        if (state.connected()) {
            builder.up();
        } else {
            builder.message(state.problem()).down();
        }
    }

    private String openGaps() {
        return gaps.lastKnown(connection).stream()
                .map(gap -> time(gap.beganAt()) + " to " + (gap.endedAt() == null ? "now" : time(gap.endedAt())))
                .collect(Collectors.joining(", "));
    }

    private static String time(Long millis) {
        return millis == null ? "never" : Instant.ofEpochMilli(millis).toString();
    }
}
