package io.bactrian.event;

import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** The table {@code stream_life}: how each stream was when whoever holds it last told, for after a crash. */
public final class StreamLives {
    private final Tables tables;

    public StreamLives(Tables tables) {
        this.tables = tables;
    }

    /**
     * A row.
     *
     * @param toldAt when it was written; it is, every second, while a service holds the stream
     * @param seenAt the last moment at which the stream was surely connected; {@code null} if it never was
     */
    public record Life(StreamState state, long toldAt, Long seenAt) {}

    public void save(Life life) {
        StreamState state = life.state();
        MapSqlParameterSource row = new MapSqlParameterSource()
                .addValue("connection", state.connection())
                .addValue("connected", state.connected())
                .addValue("sinceAt", state.since())
                .addValue("toldAt", life.toldAt())
                .addValue("seenAt", life.seenAt())
                .addValue("frameAt", state.lastFrame())
                .addValue("eventAt", state.lastEvent())
                .addValue("problem", state.problem() == null ? null : Gaps.cut(state.problem()));
        tables.transactions().run(() -> tables.jdbc().update(Sql.of("stream-life-save"), row));
    }

    public Optional<Life> of(String connection) {
        return all().stream()
                .filter(life -> life.state().connection().equals(connection))
                .findFirst();
    }

    /** All of them, by name. */
    public List<Life> all() {
        return tables.jdbc().query(Sql.of("stream-life"), Map.of(), (row, i) -> life(row));
    }

    private static Life life(ResultSet row) throws SQLException {
        return new Life(
                new StreamState(
                        row.getString("connection_name"),
                        row.getBoolean("connected"),
                        row.getLong("since_at"),
                        Gaps.number(row, "frame_at"),
                        Gaps.number(row, "event_at"),
                        row.getString("problem")),
                row.getLong("told_at"),
                Gaps.number(row, "seen_at"));
    }
}
