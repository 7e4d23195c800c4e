package io.bactrian.message;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The table {@code message} and who its receivers are. Thread-safe, and safe beside other processes. */
final class MessageStore {
    private static final String UNREACHED = "unreached";

    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final Tables tables;

    MessageStore(Clock clock, Tables tables) {
        this.clock = clock;
        this.tables = tables;
        this.jdbc = tables.jdbc();
    }

    /** A message's number, and whether its key was there already. */
    record Added(long id, boolean repeated) {}

    /** Writes down a message as pending, or finds the one that has its key; committed when it returns. */
    Added add(Connection connection, Message message, Addressing.Addressed addressed, List<List<Receiver>> portions) {
        // two that bring the same key at the same moment: one of them is told of the other's the second time
        return tables.transactions().in(() -> {
            List<Long> known = jdbc.queryForList(
                    Sql.of("message-by-key"),
                    Map.of("connection", connection.name(), "key", message.key()),
                    Long.class);
            return known.isEmpty()
                    ? new Added(insert(connection, message, addressed, portions), false)
                    : new Added(known.get(0), true);
        });
    }

    private long insert(
            Connection connection, Message message, Addressing.Addressed addressed, List<List<Receiver>> portions) {
        long now = clock.millis();
        long dueAt = message.notBefore() == null || message.notBefore().isBefore(Instant.ofEpochMilli(now))
                ? now
                : message.notBefore().toEpochMilli();
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.update(
                Sql.of("message-insert"),
                new MapSqlParameterSource("connection", connection.name())
                        .addValue("platform", connection.platform())
                        .addValue("key", message.key())
                        .addValue("type", message.type().code())
                        .addValue("title", message.title())
                        .addValue("content", message.content())
                        .addValue("url", message.url())
                        .addValue("button", message.button())
                        .addValue("businessType", message.businessType())
                        .addValue("businessId", message.businessId())
                        .addValue("hash", Hashes.ofWords(message))
                        .addValue(
                                "receivers",
                                addressed.receivers().size()
                                        + addressed.unreached().size())
                        // nobody is there to be told: it is over before it has begun
                        .addValue("state", portions.isEmpty() ? "failed" : "pending")
                        .addValue("dueAt", portions.isEmpty() ? null : dueAt)
                        .addValue("settledAt", portions.isEmpty() ? now : null)
                        .addValue("now", now),
                key,
                new String[] {"id"});
        long id = Objects.requireNonNull(key.getKey()).longValue();
        insertReceivers(connection, id, addressed, portions);
        for (int i = 0; i < portions.size(); i++) {
            insertPortion(connection.name(), id, i + 1, dueAt);
        }
        return id;
    }

    private void insertReceivers(
            Connection connection, long id, Addressing.Addressed addressed, List<List<Receiver>> portions) {
        List<SqlParameterSource> rows = new ArrayList<>();
        for (int i = 0; i < portions.size(); i++) {
            for (Receiver receiver : portions.get(i)) {
                rows.add(receiverRow(connection, id, receiver.kind(), receiver.id())
                        .addValue("portion", i + 1)
                        .addValue("position", rows.size())
                        .addValue("state", "pending")
                        .addValue("reason", null)
                        .addValue("again", false));
            }
        }
        for (Unreached unreached : addressed.unreached()) {
            rows.add(receiverRow(connection, id, unreached.kind(), unreached.id())
                    .addValue("portion", 0)
                    .addValue("position", rows.size())
                    .addValue("state", UNREACHED)
                    .addValue("reason", unreached.reason())
                    .addValue("again", unreached.again()));
        }
        jdbc.batchUpdate(Sql.of("message-receiver-insert"), rows.toArray(SqlParameterSource[]::new));
    }

    private static MapSqlParameterSource receiverRow(Connection connection, long id, Kind kind, String receiver) {
        return new MapSqlParameterSource("connection", connection.name())
                .addValue("message", id)
                .addValue("kind", kind.code())
                .addValue("id", receiver);
    }

    /** One more call to be made for a message. Joins the transaction. */
    void insertPortion(String connection, long id, int portion, long dueAt) {
        jdbc.update(
                Sql.of("message-portion-insert"),
                Map.of("message", id, "portion", portion, "connection", connection, "dueAt", dueAt));
    }

    /** The message of that number. */
    StoredMessage load(long id) {
        return jdbc.queryForObject(Sql.of("message-load"), Map.of("message", id), (row, n) -> stored(row));
    }

    /** It is written down for whom it is in rows of their own. */
    private static StoredMessage stored(ResultSet row) throws SQLException {
        return new StoredMessage(
                row.getLong("id"),
                row.getString("connection_name"),
                new Message(
                        row.getString("connection_name"),
                        null,
                        Message.Type.of(row.getString("message_type")),
                        row.getString("title"),
                        row.getString("content"),
                        row.getString("url"),
                        row.getString("button"),
                        Receivers.NOBODY,
                        row.getString("business_type"),
                        row.getString("business_id"),
                        row.getString("message_key"),
                        null),
                row.getString("content_hash"));
    }

    /** What has become of a message by now. */
    Receipt receipt(long id, boolean repeated) {
        List<Unreached> unreached = jdbc.query(
                Sql.of("message-unreached"),
                Map.of("message", id),
                (row, n) -> new Unreached(
                        Kind.of(row.getString("kind")),
                        row.getString("receiver_id"),
                        row.getString("reason"),
                        row.getBoolean("may_again")));
        return jdbc.queryForObject(
                Sql.of("message-load"),
                Map.of("message", id),
                (row, n) -> new Receipt(
                        id,
                        row.getString("connection_name"),
                        row.getString("message_key"),
                        Receipt.State.of(row.getString("state")),
                        repeated,
                        row.getInt("receivers"),
                        row.getInt("reached"),
                        unreached,
                        instant(row, "due_at"),
                        row.getString("error")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
