package io.bactrian.store;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The table {@code turn}: makes transactions of all processes that decide on the same thing by what they read come one
 * after another, so that each sees what the one before has written.
 */
public final class Turns {
    private Turns() {}

    /** Waits for its turn, and holds it until the transaction ends. Joins the transaction, of which it is the first lock. */
    public static void take(NamedParameterJdbcTemplate jdbc, String connection, String subject) {
        take(jdbc, connection, new TreeSet<>(Set.of(subject)));
    }

    /** The same of several subjects, which everybody takes in the same order. */
    public static void take(NamedParameterJdbcTemplate jdbc, String connection, SortedSet<String> subjects) {
        jdbc.batchUpdate(
                Sql.of("turn-take"),
                subjects.stream()
                        .map(subject ->
                                new MapSqlParameterSource("connection", connection).addValue("subject", subject))
                        .toArray(SqlParameterSource[]::new));
    }
}
