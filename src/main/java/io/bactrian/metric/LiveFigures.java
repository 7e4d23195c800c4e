package io.bactrian.metric;

import io.bactrian.call.Purpose;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.event.StreamState;
import io.bactrian.event.StreamStates;
import java.util.List;

/** What this process knows by itself: its streams, and what is left of the month. */
final class LiveFigures {
    private static final String CONNECTED = "bactrian.stream.connected";
    private static final String LAST_EVENT = "bactrian.stream.last.event.timestamp";
    private static final String LIMIT = "bactrian.month.calls.limit";
    private static final String LEFT = "bactrian.month.calls.left";
    private static final double SECOND = 1000;

    private final List<Connection> connections;
    private final StreamStates streams;
    private final UsageLedger ledger;

    LiveFigures(List<Connection> connections, StreamStates streams, UsageLedger ledger) {
        this.connections = connections;
        this.streams = streams;
        this.ledger = ledger;
    }

    void declare(Figures figures) {
        figures.declare(CONNECTED, null, "Whether the stream is connected: 1 or 0.");
        figures.declare(LAST_EVENT, "seconds", "When the last event arrived by the stream, in Unix time.");
        figures.declare(LIMIT, null, "Charged calls that the calendar month has; not there when it has no limit.");
        figures.declare(
                LEFT,
                null,
                "Charged calls that are left this month, for live work (events, replays) and for planned work.");
    }

    void tell(Figures figures) {
        for (StreamState state : streams.all()) {
            figures.tell(CONNECTED, state.connected() ? 1 : 0, "connection", state.connection());
            if (state.lastEvent() != null) {
                figures.tell(LAST_EVENT, state.lastEvent() / SECOND, "connection", state.connection());
            }
        }
        for (Connection connection : connections) {
            connection.monthlyCalls().ifPresent(limit -> {
                figures.tell(LIMIT, limit, "connection", connection.name());
                tellLeft(figures, connection, "live", Purpose.LIVE);
                tellLeft(figures, connection, "planned", Purpose.SWEEP);
            });
        }
    }

    private void tellLeft(Figures figures, Connection connection, String label, Purpose purpose) {
        figures.tell(
                LEFT, Math.max(0, ledger.left(connection, purpose)), "connection", connection.name(), "for", label);
    }
}
