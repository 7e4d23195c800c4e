package io.bactrian.page;

import io.bactrian.audit.Act;
import io.bactrian.audit.Audit;
import io.bactrian.connection.Connection;
import io.bactrian.connection.LogFields;
import io.bactrian.store.Sql;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** What the replay buttons do: the same as {@code ./bactrian replay}, by the service that runs anyway. Thread-safe. */
final class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final long SHORTLY = TimeUnit.SECONDS.toNanos(4);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int REMEMBERED = 50;
    /** What was said is not repeated for longer than this. */
    private static final Duration TOLD_FOR = Duration.ofMinutes(2);

    private final PageParts parts;
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();

    Replays(PageParts parts) {
        this.parts = parts;
    }

    /**
     * What became of it.
     *
     * @param key of a sentence
     * @param isGood whether nothing is wrong
     */
    record Outcome(long at, String key, List<Object> values, boolean isGood) {}

    /**
     * Who pressed a button.
     *
     * @param name of the user, or of nobody in particular
     */
    record Visitor(String name, String address) {}

    /** Puts one approval, or all that failed when {@code id} is empty, on the list again; gives where to ask for the outcome. */
    String replay(String connection, Optional<String> id, Visitor visitor) {
        Outcome outcome;
        try {
            outcome = id.isEmpty()
                    ? all(visitor)
                    : parts.connections().stream()
                            .filter(each -> each.name().equals(connection))
                            .findFirst()
                            .map(its -> one(its, id.get(), visitor))
                            .orElseGet(() -> said("replay-nothing", false, id.get()));
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("A replay is not possible now", e);
            outcome = said("replay-database", false);
        }
        return remember(outcome);
    }

    /** The same while the database does not answer, so that nobody has to wait for it. */
    String notNow() {
        return remember(said("replay-database", false));
    }

    /** What became of a replay; empty when nobody remembers. */
    synchronized Optional<Outcome> outcome(String key) {
        return Optional.ofNullable(outcomes.get(key))
                .filter(outcome -> parts.clock().millis() - outcome.at() < TOLD_FOR.toMillis());
    }

    private synchronized String remember(Outcome outcome) {
        String key = UUID.randomUUID().toString();
        outcomes.put(key, outcome);
        if (outcomes.size() > REMEMBERED) {
            outcomes.remove(outcomes.keySet().iterator().next());
        }
        return key;
    }

    private Outcome all(Visitor visitor) {
        int asked = 0;
        for (Connection connection : parts.connections()) {
            int rows = retry(connection, List.of(), visitor);
            if (rows > 0) {
                LOG.info(
                        "{}: {} failed approvals are read again, somebody asked on the page.", connection.name(), rows);
            }
            asked += rows;
        }
        return asked == 0 ? said("replay-none", true) : said("replay-all", true, asked);
    }

    /** Gives how many rows are due again; who asked for it is written down before. */
    private int retry(Connection connection, List<String> ids, Visitor visitor) {
        String arguments = ids.isEmpty() ? "--all" : String.join(" ", ids);
        long act = parts.audit()
                .begin(new Act(Audit.PAGE, visitor.name(), visitor.address(), connection.name(), "replay", arguments));
        String outcome = Audit.FAILED;
        try {
            int rows = parts.workList().retry(connection, ids);
            outcome = Audit.DONE;
            return rows;
        } finally {
            parts.audit().end(act, outcome, null, null);
        }
    }

    private Outcome one(Connection connection, String id, Visitor visitor) {
        if (retry(connection, List.of(id), visitor) == 0) {
            return said("replay-nothing", false, id);
        }
        LogFields.about(
                connection.name(),
                id,
                () -> LOG.info("{}: approval {} is read again, somebody asked on the page.", connection.name(), id));
        long end = System.nanoTime() + SHORTLY;
        List<Map<String, Object>> rows = rows(connection, id);
        while (isUnderWay(rows) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_EVERY);
            rows = rows(connection, id);
        }
        if (rows.isEmpty()) {
            return said("replay-read", true, id);
        }
        return isUnderWay(rows)
                ? said("replay-waits", true, id)
                : said("replay-failed", false, id, String.valueOf(rows.get(0).get("error")));
    }

    private static boolean isUnderWay(List<Map<String, Object>> rows) {
        return !rows.isEmpty() && !"failed".equals(rows.get(0).get("state"));
    }

    private List<Map<String, Object>> rows(Connection connection, String id) {
        return parts.jdbc().queryForList(Sql.of("page-item"), Map.of("connection", connection.name(), "id", id));
    }

    private Outcome said(String key, boolean isGood, Object... values) {
        return new Outcome(parts.clock().millis(), key, List.of(values), isGood);
    }
}
