package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** The table {@code process_template}. What the platform no longer lists stays and is marked. Thread-safe. */
public final class Templates {
    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;

    public Templates(Clock clock, NamedParameterJdbcTemplate jdbc, Transactions transactions) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Stores a complete list of {@link Template}s; the body stays. */
    void store(Exchange exchange) {
        Connection connection = exchange.getProperty(ApprovalRoutes.CONNECTION, Connection.class);
        List<?> templates = exchange.getMessage().getBody(List.class);
        long now = clock.millis();
        SqlParameterSource[] rows = templates.stream()
                .map(Template.class::cast)
                .map(template -> new MapSqlParameterSource()
                        .addValue("connection", connection.name())
                        .addValue("platform", connection.platform())
                        .addValue("code", template.code())
                        .addValue("name", template.name())
                        .addValue("dirName", template.dirName())
                        .addValue("url", template.url())
                        .addValue("iconUrl", template.iconUrl())
                        .addValue("now", now))
                .toArray(SqlParameterSource[]::new);
        transactions.run(() -> {
            if (rows.length > 0) {
                jdbc.batchUpdate(Sql.of("template-upsert"), rows);
            }
            if (rows.length > 0) {
                // an empty list may as well mean that the app has lost the right to see them
                jdbc.update(Sql.of("template-gone"), Map.of("connection", connection.name(), "now", now));
            }
        });
    }

    /** {@link Template}s to their codes. */
    static void codes(Exchange exchange) {
        List<?> templates = exchange.getMessage().getBody(List.class);
        exchange.getMessage()
                .setBody(templates.stream()
                        .map(Template.class::cast)
                        .map(Template::code)
                        .toList());
    }
}
