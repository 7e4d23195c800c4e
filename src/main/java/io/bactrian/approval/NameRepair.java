package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.run.RunLedger;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import io.bactrian.store.Transactions;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.transaction.TransactionException;

/**
 * Carries names that have become known, or have changed, to the approvals that show them. What is to be carried is
 * marked in {@code member.name_pending}, in the transaction that learnt it, so nothing is forgotten by a crash. Somebody
 * may be in a hundred thousand approvals: they are held in portions, so that no event has to wait for all of them.
 */
public final class NameRepair {
    private static final int PEOPLE_AT_ONCE = 20;
    private static final int APPROVALS_AT_ONCE = 500;
    private static final int PEOPLE_COMPARED_AT_ONCE = 100;
    /** A process that died may have remembered a name for so long that was another one by then. */
    private static final Duration BEFORE_A_DEATH = Duration.ofMinutes(11);

    private static final Logger LOG = LoggerFactory.getLogger(NameRepair.class);

    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final RunLedger runs;
    private final ZoneId zone;
    private final int portion;
    /** By connection, the names that were written when the database would not say which are known. */
    private final Map<String, Queue<Map<String, String>>> unseen = new ConcurrentHashMap<>();
    /** The connections of which this process knows what one that died may have left. */
    private final Set<String> takenOver = ConcurrentHashMap.newKeySet();

    public NameRepair(Tables tables, RunLedger runs, ZoneId zone) {
        this(tables, runs, zone, APPROVALS_AT_ONCE);
    }

    /** {@code portion} approvals are held at a time. */
    NameRepair(Tables tables, RunLedger runs, ZoneId zone, int portion) {
        this.jdbc = tables.jdbc();
        this.transactions = tables.transactions();
        this.runs = runs;
        this.zone = zone;
        this.portion = portion;
    }

    /**
     * To be told of the names that were just committed with approvals, {@code null} for an id without one: whoever has
     * another name by now, because it was learnt in that moment or was remembered too long, is marked to be carried.
     * The approvals are stored whatever comes of it: when the database fails now, {@link #run} looks again.
     */
    void noteWritten(Connection connection, Map<String, String> written) {
        written.keySet().removeIf(Objects::isNull);
        if (written.isEmpty()) {
            return;
        }
        try {
            markStale(connection, written);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Names just written are compared with those known the next time: {}", e.getMessage());
            unseen(connection).add(written);
        }
    }

    private Queue<Map<String, String>> unseen(Connection connection) {
        return unseen.computeIfAbsent(connection.name(), name -> new ConcurrentLinkedQueue<>());
    }

    private void markStale(Connection connection, Map<String, String> written) {
        List<String> stale = new ArrayList<>();
        jdbc.query(Sql.of("member-names"), Map.of("keys", Keys.of(connection.name(), written.keySet())), row -> {
            String name = row.getString("name");
            if (name != null && !name.equals(written.get(row.getString("userid")))) {
                stale.add(row.getString("userid"));
            }
        });
        mark(connection, stale);
    }

    private void mark(Connection connection, List<String> stale) {
        if (!stale.isEmpty()) {
            transactions.run(() ->
                    jdbc.update(Sql.of("name-stale"), Map.of("keys", Keys.of(connection.name(), stale))));
        }
    }

    /**
     * Compares every name that an approval shows, and carries those that are others by now; gives the number of people.
     * Reads all approvals, so it is for after a whole reading of the directory: whatever was missed by the way is found.
     */
    public int runAll(Connection connection) {
        String after = "";
        for (List<String> some = people(connection, after); !some.isEmpty(); some = people(connection, after)) {
            String last = some.get(some.size() - 1);
            Map<String, Object> span = Map.of("connection", connection.name(), "after", after, "last", last);
            mark(connection, jdbc.queryForList(Sql.of("name-differing"), span, String.class));
            after = last;
        }
        return run(connection);
    }

    /** Not all at once: of a large company the database would be silent for too long. */
    private List<String> people(Connection connection, String after) {
        return jdbc.queryForList(
                Sql.of("name-people"),
                Map.of("connection", connection.name(), "after", after, "most", PEOPLE_COMPARED_AT_ONCE),
                String.class);
    }

    /** Carries every pending name; gives the number of people. */
    public int run(Connection connection) {
        takeOver(connection);
        Queue<Map<String, String>> left = unseen(connection);
        for (Map<String, String> written = left.peek(); written != null; written = left.peek()) {
            markStale(connection, written);
            left.remove(written);
        }
        int people = 0;
        for (List<String> ids = next(connection); !ids.isEmpty(); ids = next(connection)) {
            carry(connection.name(), Keys.of(connection.name(), ids));
            people += ids.size();
        }
        return people;
    }

    /** A process may have died after it had stored an approval, and before it compared the names in it. */
    private void takeOver(Connection connection) {
        if (takenOver.contains(connection.name())) {
            return;
        }
        runs.lastDeath(connection).map(at -> at.minus(BEFORE_A_DEATH)).ifPresent(since -> {
            Map<String, Object> changed =
                    Map.of("connection", connection.name(), "since", LocalDateTime.ofInstant(since, zone));
            transactions.run(() -> jdbc.update(Sql.of("name-changed-since"), changed));
        });
        takenOver.add(connection.name());
    }

    private List<String> next(Connection connection) {
        return jdbc.queryForList(
                Sql.of("name-pending"), Map.of("connection", connection.name(), "most", PEOPLE_AT_ONCE), String.class);
    }

    private void carry(String connection, List<Object[]> people) {
        List<String> shown = shown(people, "");
        while (shown.size() == portion) {
            List<String> some = shown;
            transactions.run(() -> carry(connection, people, some));
            shown = shown(people, shown.get(portion - 1));
        }
        // what is left, and what was written under another name meanwhile; whoever does that later marks them again
        transactions.run(() -> {
            jdbc.update(Sql.of("name-carried"), Map.of("keys", people));
            List<String> rest = shown(people, "");
            while (!rest.isEmpty()) {
                carry(connection, people, rest);
                rest = rest.size() < portion ? List.of() : shown(people, rest.get(portion - 1));
            }
        });
    }

    private List<String> shown(List<Object[]> people, String after) {
        return jdbc.queryForList(
                Sql.of("name-shown"), Map.of("keys", people, "after", after, "most", portion), String.class);
    }

    /** Joins the transaction. */
    private void carry(String connection, List<Object[]> people, List<String> approvals) {
        Map<String, Object> both = Map.of("keys", people, "approvals", Keys.of(connection, approvals));
        jdbc.query(Sql.of("name-hold"), both, row -> {});
        jdbc.update(Sql.of("name-to-originators"), both);
        jdbc.update(Sql.of("name-to-tasks"), both);
        jdbc.update(Sql.of("name-to-records"), both);
        currentApprovers(connection, both);
    }

    /** From the tasks as they were just written, of whomever they are: only by their tasks are these found again. */
    private void currentApprovers(String connection, Map<String, Object> approvals) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        jdbc.query(Sql.of("name-current-approvers"), approvals, row -> {
            names.computeIfAbsent(row.getString("process_instance_id"), id -> new ArrayList<>())
                    .add(row.getString("user_name"));
        });
        SqlParameterSource[] rows = names.entrySet().stream()
                .map(entry -> new MapSqlParameterSource()
                        .addValue("connection", connection)
                        .addValue("id", entry.getKey())
                        .addValue("names", CurrentApprovers.text(entry.getValue())))
                .toArray(SqlParameterSource[]::new);
        if (rows.length > 0) {
            jdbc.batchUpdate(Sql.of("name-to-current-approvers"), rows);
        }
    }
}
