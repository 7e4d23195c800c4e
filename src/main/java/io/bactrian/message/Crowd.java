package io.bactrian.message;

import io.bactrian.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Knows from our own rows how many people a connection's messages went to in the last minute, where a platform drops what is
 * more. People of departments count as the last reading of the directory found them. Joins the transaction.
 */
final class Crowd {
    private static final Duration SPAN = Duration.ofMinutes(1);
    /** A service carries what is due within seconds; a command that was called once carries nothing later. */
    private static final Duration CARRIED_WITHIN = Duration.ofMinutes(5);

    private final NamedParameterJdbcTemplate jdbc;

    Crowd(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many people they are, as far as that is known. */
    int people(String connection, List<Receiver> receivers) {
        int people = (int) receivers.stream()
                .filter(receiver -> receiver.kind() == Kind.USER)
                .count();
        List<String> departments = receivers.stream()
                .filter(receiver -> receiver.kind() == Kind.DEPARTMENT)
                .map(Receiver::id)
                .toList();
        if (!departments.isEmpty()) {
            people += count("message-people-below", Map.of("connection", connection, "ids", departments));
        }
        if (receivers.contains(Receiver.EVERYONE)) {
            people += count("member-active-count", Map.of("connection", connection));
        }
        return people;
    }

    private int count(String statement, Map<String, Object> values) {
        Integer count = jdbc.queryForObject(Sql.of(statement), values, Integer.class);
        return count == null ? 0 : count;
    }

    /**
     * When it is looked again whether there is room for so many more; empty when there is now. A portion that is more than
     * the limit alone needs a minute of its own. Nothing newer takes the room that something older waits for, or what is for
     * many would wait for ever beside what is for few.
     */
    Optional<Instant> fullUntil(PortionStore.Id id, String connection, int people, int most, Instant now) {
        MapSqlParameterSource values = id.row()
                .addValue("connection", connection)
                .addValue("since", now.minus(SPAN).toEpochMilli())
                .addValue("soon", now.plus(SPAN).toEpochMilli())
                .addValue("forgotten", now.minus(CARRIED_WITHIN).toEpochMilli());
        Lately lately = jdbc.query(
                        Sql.of("message-people-lately"),
                        values,
                        (row, n) -> new Lately(row.getInt("people"), Instant.ofEpochMilli(row.getLong("oldest"))))
                .get(0);
        if (lately.people > 0 && lately.people + people > most) {
            return Optional.of(lately.oldest.plus(SPAN));
        }
        values.addValue("beside", most - lately.people - people);
        Integer ahead = jdbc.queryForObject(Sql.of("message-people-ahead"), values, Integer.class);
        return ahead == null || ahead == 0 ? Optional.empty() : Optional.of(now.plus(SPAN));
    }

    /** To how many people something went in the last minute, and when to the first of them. */
    private record Lately(int people, Instant oldest) {}
}
