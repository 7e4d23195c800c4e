package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Names from elsewhere than the directory, for people whom it has no name for: better than an id, and never over a name
 * that is known. When the directory was read stays as it is, so that every name of its own comes over them later. They
 * are marked for the approvals that show the person. Thread-safe.
 */
final class ToldNames {
    private static final int LONGEST_NAME = 255;

    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final NameCache cache;

    ToldNames(Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions, NameCache cache) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.cache = cache;
    }

    /** Keeps those that are news, and gives them; where there are none nothing is written. */
    Map<String, String> learn(Connection connection, Map<String, String> told) {
        Map<String, String> news = new HashMap<>();
        told.forEach((id, name) -> {
            Optional<String> known = cache.get(connection, id);
            if (known == null || known.isEmpty()) {
                news.put(id, Columns.text(name.strip(), LONGEST_NAME));
            }
        });
        if (news.isEmpty()) {
            return news;
        }
        jdbc.query(Sql.of("member-names"), Map.of("keys", Keys.of(connection.name(), news.keySet())), row -> {
            if (row.getString("name") != null) {
                news.remove(row.getString("userid"));
            }
        });
        if (!news.isEmpty()) {
            transactions.run(() -> write(connection, news));
            cache.forget(connection, news.keySet());
        }
        return news;
    }

    private void write(Connection connection, Map<String, String> news) {
        Map<String, String> absent = new HashMap<>(news);
        List<SqlParameterSource> updates = new ArrayList<>();
        jdbc.query(Sql.of("member-lock"), Map.of("keys", Keys.of(connection.name(), news.keySet())), row -> {
            String id = row.getString("userid");
            String name = absent.remove(id);
            Map<String, Object> content = MemberContent.read(row);
            if (content.put("name", name) == null) {
                updates.add(parameters(connection, id, name).addValue("content_hash", ContentHash.of(content)));
            }
        });
        SqlParameterSource[] inserts = absent.entrySet().stream()
                .map(person -> parameters(connection, person.getKey(), person.getValue()))
                .toArray(SqlParameterSource[]::new);
        jdbc.batchUpdate(Sql.of("member-told"), updates.toArray(SqlParameterSource[]::new));
        jdbc.batchUpdate(Sql.of("member-told-add"), inserts);
    }

    private MapSqlParameterSource parameters(Connection connection, String id, String name) {
        return new MapSqlParameterSource("connection", connection.name())
                .addValue("userid", id)
                .addValue("platform", connection.platform())
                .addValue("name", name)
                .addValue("now", clock.millis())
                .addValue("update_time", Columns.time(clock.instant(), zone));
    }
}
