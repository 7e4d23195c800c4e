package io.bactrian.store;

import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The table {@code turn}: makes transactions of all processes that decide on the same thing by what they read come one
 * after another, so that each sees what the one before has written.
 */
public final class Turns {
    private Turns() {}

    /** Waits for its turn, and holds it until the transaction ends. Joins the transaction, of which it is the first lock. */
    public static void take(NamedParameterJdbcTemplate jdbc, String connection, String subject) {
        jdbc.update(Sql.of("turn-take"), Map.of("connection", connection, "subject", subject));
    }
}
