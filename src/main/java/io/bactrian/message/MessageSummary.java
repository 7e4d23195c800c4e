package io.bactrian.message;

import io.bactrian.store.Sql;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** How far a message is, as its portions and receivers say. */
final class MessageSummary {
    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;

    MessageSummary(Clock clock, NamedParameterJdbcTemplate jdbc) {
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** What all portions together say of the message. Joins the transaction, in which the message is locked. */
    void write(long message) {
        Map<String, Integer> tallies = new HashMap<>();
        jdbc.query(Sql.of("message-receiver-tallies"), Map.of("message", message), row -> {
            tallies.put(row.getString("state"), row.getInt("n"));
        });
        int reached = tallies.getOrDefault("sent", 0);
        int all = tallies.values().stream().mapToInt(Integer::intValue).sum();
        MapSqlParameterSource values = new MapSqlParameterSource("message", message)
                .addValue("reached", reached)
                .addValue("now", clock.millis())
                .addValue("errorClass", null)
                .addValue("error", null);
        jdbc.query(Sql.of("message-last-error"), Map.of("message", message), row -> {
            values.addValue("errorClass", row.getString("error_class")).addValue("error", row.getString("error"));
        });
        jdbc.query(Sql.of("message-portion-tallies"), Map.of("message", message), row -> {
            boolean isOpen = row.getInt("still_open") > 0;
            values.addValue("attempts", row.getInt("attempts"))
                    .addValue("dueAt", isOpen ? row.getLong("due_at") : null)
                    .addValue("settledAt", isOpen ? null : clock.millis())
                    .addValue("state", state(isOpen, reached, all));
        });
        if (reached == all) {
            values.addValue("errorClass", null).addValue("error", null);
        }
        jdbc.update(Sql.of("message-state"), values);
    }

    private static String state(boolean isOpen, int reached, int all) {
        if (isOpen) {
            return "pending";
        }
        return reached == all ? "sent" : reached == 0 ? "failed" : "partial";
    }
}
