package io.bactrian.store;

import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The two things that every table's class needs: statements, and transactions around them. */
public record Tables(NamedParameterJdbcTemplate jdbc, Transactions transactions) {
    public static Tables of(DataSource dataSource) {
        return new Tables(new NamedParameterJdbcTemplate(dataSource), new Transactions(dataSource));
    }
}
