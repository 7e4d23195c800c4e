package io.bactrian.store;

import java.util.stream.IntStream;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * {@code INSERT … ON DUPLICATE KEY UPDATE} into a table from which others delete. H2 looks for the row and changes it in
 * two steps: one that is deleted in between is neither added nor changed, and the statement says 0 and nothing else. So
 * what gave 0 is done again; where it changed nothing because nothing was different, that does no harm.
 */
public final class Upserts {
    /** Each of them would have to meet another deletion in the same moment. */
    private static final int MOST_TRIES = 20;

    private Upserts() {}

    /** Adds or changes every one of the rows. Joins the transaction. */
    public static void batch(NamedParameterJdbcTemplate jdbc, String sql, SqlParameterSource[] rows) {
        SqlParameterSource[] left = rows;
        for (int tries = 0; left.length > 0 && tries < MOST_TRIES; tries++) {
            SqlParameterSource[] tried = left;
            int[] counts = jdbc.batchUpdate(sql, tried);
            left = IntStream.range(0, tried.length)
                    .filter(i -> counts[i] == 0)
                    .mapToObj(i -> tried[i])
                    .toArray(SqlParameterSource[]::new);
        }
    }

    /** Adds or changes one row. Joins the transaction. */
    public static void one(NamedParameterJdbcTemplate jdbc, String sql, SqlParameterSource row) {
        batch(jdbc, sql, new SqlParameterSource[] {row});
    }
}
