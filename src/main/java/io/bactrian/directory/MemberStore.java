package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.Connection;
import io.bactrian.directory.MemberPlaces.Place;
import io.bactrian.directory.SeenTable.Outcome;
import io.bactrian.directory.SeenTable.Seen;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The tables {@code member} and {@code member_department}: a page of people in one transaction, of which only the rows
 * that are different, or that come back, are written. A name that is new or different is marked for the approvals that
 * show it. Thread-safe.
 */
final class MemberStore {
    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final SeenTable seenTable;
    private final MemberPlaces memberPlaces;
    private final NameCache names;

    MemberStore(Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions, NameCache names) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.seenTable = new SeenTable(jdbc);
        this.memberPlaces = new MemberPlaces(jdbc);
        this.names = names;
    }

    /** Stores people for the run of that number, or, with {@code null}, for a look-up that belongs to no run. */
    Tally store(Connection connection, List<Member> members, Long run) {
        Map<String, Member> byId = new TreeMap<>();
        members.forEach(member -> byId.put(member.userId(), member));
        if (byId.isEmpty()) {
            return new Tally(run);
        }
        Tally tally = transactions.in(() -> new Page(connection, byId, run).write());
        names.forget(connection, byId.keySet());
        return tally;
    }

    /** Like {@link #store}, for one person; joins the transaction, after which the name is to be forgotten. */
    Tally write(Connection connection, Member member, Long run) {
        return new Page(connection, new TreeMap<>(Map.of(member.userId(), member)), run).write();
    }

    /** Forgets a name in memory. */
    void forgetName(Connection connection, String userId) {
        names.forget(connection, List.of(userId));
    }

    /**
     * Marks somebody as left of whom we know so since {@code at} (milliseconds), unless she was seen later; gives whether
     * that changed anything. Joins the transaction.
     */
    boolean left(Connection connection, String userId, long at) {
        lock(connection, List.of(userId));
        return jdbc.update(
                        Sql.of("member-left"),
                        new MapSqlParameterSource("connection", connection.name())
                                .addValue("id", userId)
                                .addValue("at", at)
                                .addValue("now", clock.millis())
                                .addValue("update_time", Columns.time(clock.instant(), zone)))
                > 0;
    }

    /** When somebody active was last known to be there, in milliseconds since 1970. */
    Optional<Long> activeSince(Connection connection, String userId) {
        return jdbc
                .queryForList(
                        Sql.of("member-active-since"),
                        Map.of("connection", connection.name(), "id", userId),
                        Long.class)
                .stream()
                .findFirst();
    }

    /** Notes that people are there of whom nothing else could be understood; their rows stay as they are. */
    void saw(Connection connection, String kind, Collection<String> ids, Long run, Instant readAt) {
        if (ids.isEmpty()) {
            return;
        }
        transactions.run(() -> {
            Map<String, Seen> seen = seenTable.read(connection.name(), kind, ids);
            Tally tally = new Tally(run);
            ids.forEach(id -> tally.add(id, readAt.toEpochMilli(), Outcome.UNCHANGED, seen.get(id)));
            seenTable.write(connection.name(), kind, tally.toWrite());
        });
    }

    /** Remembers that the platform knows nobody of that id. */
    void unknown(Connection connection, String userId, Instant readAt) {
        transactions.run(() -> writeUnknown(connection, userId, readAt));
    }

    /** Like {@link #unknown}; joins the transaction. */
    void writeUnknown(Connection connection, String userId, Instant readAt) {
        jdbc.update(
                Sql.of("member-unknown"),
                new MapSqlParameterSource("connection", connection.name())
                        .addValue("userid", userId)
                        .addValue("platform", connection.platform())
                        .addValue("read_at", readAt.toEpochMilli())
                        .addValue("update_time", Columns.time(clock.instant(), zone)));
    }

    /** Those that are there, held: what is asked after this is as new as they are. */
    private Map<String, Row> lock(Connection connection, Collection<String> ids) {
        Map<String, Row> rows = new HashMap<>();
        jdbc.query(Sql.of("member-lock"), Map.of("keys", Keys.of(connection.name(), ids)), row -> {
            rows.put(row.getString("userid"), Row.read(row));
        });
        return rows;
    }

    /** One page on its way into the tables. */
    private final class Page {
        private final Connection connection;
        private final Map<String, Member> members;
        private final Tally tally;
        private final List<SqlParameterSource> inserts = new ArrayList<>();
        private final List<SqlParameterSource> updates = new ArrayList<>();
        private final Map<String, List<Place>> newPlaces = new TreeMap<>();

        private Page(Connection connection, Map<String, Member> members, Long run) {
            this.connection = connection;
            this.members = members;
            this.tally = new Tally(run);
        }

        private Tally write() {
            Map<String, Row> rows = lock(connection, members.keySet());
            Map<String, Seen> seen = seenTable.read(connection.name(), SeenTable.MEMBER, members.keySet());
            Map<String, List<Place>> places = memberPlaces.read(connection.name(), members.keySet());
            members.forEach((id, member) -> {
                Row row = rows.get(id);
                Seen before = seen.get(id);
                long readAt = member.readAt().toEpochMilli();
                boolean isOld = row != null && readAt < row.knownAt(before);
                List<Place> known = places.getOrDefault(id, List.of());
                Outcome outcome = isOld ? complete(member, known) : decide(member, row, known);
                tally.add(id, readAt, outcome, before);
            });
            jdbc.batchUpdate(Sql.of("member-insert"), inserts.toArray(SqlParameterSource[]::new));
            jdbc.batchUpdate(Sql.of("member-update"), updates.toArray(SqlParameterSource[]::new));
            memberPlaces.replace(connection.name(), newPlaces);
            seenTable.write(connection.name(), SeenTable.MEMBER, tally.toWrite());
            return tally;
        }

        private Outcome decide(Member member, Row row, List<Place> places) {
            Outcome outcome = Outcome.UNCHANGED;
            Map<String, Object> content = MemberContent.merge(member, row == null ? Map.of() : row.content);
            String hash = ContentHash.of(content);
            if (row == null) {
                outcome = Outcome.NEW;
                inserts.add(parameters(member, content, hash, content.get("name") != null));
            } else if (!row.active || !row.hash.equals(hash)) {
                outcome = Outcome.CHANGED;
                boolean renamed = !Objects.equals(content.get("name"), row.content.get("name"));
                updates.add(parameters(member, content, hash, renamed || row.namePending));
            }
            List<Place> merged = MemberPlaces.merge(member.places(), places);
            if (row == null || !row.active || !merged.equals(places)) {
                tally.move();
            }
            if (!merged.equals(places)) {
                newPlaces.put(member.userId(), merged);
                outcome = outcome == Outcome.NEW ? outcome : Outcome.CHANGED;
            }
            return outcome;
        }

        /** What is known already is newer; but only the list of a department tells the order in it. */
        private Outcome complete(Member member, List<Place> places) {
            List<Place> complete = MemberPlaces.complete(places, member.places());
            if (!complete.equals(places)) {
                newPlaces.put(member.userId(), complete);
            }
            return Outcome.UNCHANGED;
        }

        private SqlParameterSource parameters(
                Member member, Map<String, Object> content, String hash, boolean namePending) {
            MapSqlParameterSource parameters = new MapSqlParameterSource("connection", connection.name())
                    .addValue("userid", member.userId())
                    .addValue("platform", connection.platform())
                    .addValue("known_at", member.readAt().toEpochMilli())
                    .addValue("name_pending", namePending)
                    .addValue("content_hash", hash)
                    .addValue("update_time", Columns.time(clock.instant(), zone));
            MemberContent.PROFILE.forEach(column -> parameters.addValue(column, null));
            content.forEach((column, value) ->
                    parameters.addValue(column, value instanceof JsonNode json ? json.toString() : value));
            return parameters;
        }
    }

    private record Row(
            Map<String, Object> content, boolean active, long lastKnownAt, boolean namePending, String hash) {
        private static Row read(ResultSet row) throws SQLException {
            return new Row(
                    MemberContent.read(row),
                    "active".equals(row.getString("state")),
                    row.getLong("known_at"),
                    row.getBoolean("name_pending"),
                    row.getString("content_hash"));
        }

        private long knownAt(Seen seen) {
            return seen == null ? lastKnownAt : Math.max(lastKnownAt, seen.readAt());
        }
    }
}
