package io.bactrian.call;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Counts every call that leaves, and refuses the one that the month has no room for. Counts are written down by
 * {@link #flush()}; between two of them they are in memory. Thread-safe.
 */
public final class UsageLedger {
    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;

    private final Map<Key, long[]> unwritten = new HashMap<>();
    private final Map<String, Month> months = new HashMap<>();
    private final Map<String, Long> callsOfThisProcess = new HashMap<>();
    private final Map<String, Long> chargedToThisProcess = new HashMap<>();
    private volatile CallListener listener = CallListener.NOBODY;

    public UsageLedger(Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** {@code listener} is told of every call from now on. */
    public void tell(CallListener listener) {
        this.listener = listener;
    }

    /** Counts a call just before it is sent; throws when it would be charged and the month has no room for it. */
    synchronized void count(Connection connection, String interfaceName, Purpose purpose, boolean metered)
            throws QuotaSpentException {
        if (metered) {
            Month month = month(connection);
            if (isSpent(connection, purpose, month)) {
                throw new QuotaSpentException(spentMessage(connection, purpose, month));
            }
            month.charged++;
            chargedToThisProcess.merge(connection.name(), 1L, Long::sum);
        }
        add(connection, interfaceName, purpose, metered, 1, 0);
        callsOfThisProcess.merge(connection.name(), 1L, Long::sum);
        listener.called(connection.name(), interfaceName);
    }

    /** Notes that the platform refused a call for being too fast or too many: it is not charged. */
    synchronized void refused(Connection connection, String interfaceName, Purpose purpose, boolean metered) {
        if (metered) {
            month(connection).charged--;
            chargedToThisProcess.merge(connection.name(), -1L, Long::sum);
        }
        add(connection, interfaceName, purpose, metered, 0, 1);
        listener.refused(connection.name(), interfaceName);
    }

    /** Notes that the platform itself says that calls are spent; it is not asked again today. */
    synchronized void exhausted(Connection connection, String meaning) {
        Month month = month(connection);
        month.exhaustedOn = LocalDate.now(clock.withZone(zone));
        month.exhaustedBecause = meaning;
    }

    private boolean isSpent(Connection connection, Purpose purpose, Month month) {
        return month.isExhausted(LocalDate.now(clock.withZone(zone))) || month.charged >= room(connection, purpose);
    }

    /** Charged calls that are left this month for that purpose; a very large number when there is no limit. */
    public synchronized long left(Connection connection, Purpose purpose) {
        Month month = month(connection);
        return isSpent(connection, purpose, month) ? 0 : room(connection, purpose) - month.charged;
    }

    /** Calls of any kind that this process has made for a connection. */
    public synchronized long callsOfThisProcess(Connection connection) {
        return callsOfThisProcess.getOrDefault(connection.name(), 0L);
    }

    /** Those of {@link #callsOfThisProcess} that count for the month. */
    public synchronized long chargedToThisProcess(Connection connection) {
        return chargedToThisProcess.getOrDefault(connection.name(), 0L);
    }

    /** Writes down what was counted, and learns what other commands have charged meanwhile. */
    public void flush() {
        Map<Key, long[]> taken;
        synchronized (this) {
            taken = new HashMap<>(unwritten);
            unwritten.clear();
        }
        try {
            if (!taken.isEmpty()) {
                transactions.run(() -> jdbc.batchUpdate(Sql.of("usage-add"), rows(taken)));
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                taken.forEach((key, counts) -> unwritten.merge(key, counts, UsageLedger::sum));
            }
            throw e;
        }
        synchronized (this) {
            months.replaceAll((name, month) -> month.reread(charged(name, month.month) + unwrittenCharge(name)));
        }
    }

    private static SqlParameterSource[] rows(Map<Key, long[]> counts) {
        List<SqlParameterSource> rows = new ArrayList<>();
        counts.forEach((key, count) -> rows.add(new MapSqlParameterSource()
                .addValue("connection", key.connection)
                .addValue("month", key.month.toString())
                .addValue("interface", key.interfaceName)
                .addValue("purpose", key.purpose.code())
                .addValue("metered", key.metered)
                .addValue("calls", count[0])
                .addValue("refused", count[1])));
        return rows.toArray(SqlParameterSource[]::new);
    }

    private void add(
            Connection connection, String interfaceName, Purpose purpose, boolean metered, long calls, long refused) {
        Key key = new Key(connection.name(), YearMonth.now(clock.withZone(zone)), interfaceName, purpose, metered);
        unwritten.merge(key, new long[] {calls, refused}, UsageLedger::sum);
    }

    private static long[] sum(long[] a, long[] b) {
        return new long[] {a[0] + b[0], a[1] + b[1]};
    }

    private Month month(Connection connection) {
        YearMonth now = YearMonth.now(clock.withZone(zone));
        Month month = months.get(connection.name());
        if (month == null || !month.month.equals(now)) {
            month = new Month(now, charged(connection.name(), now));
            months.put(connection.name(), month);
        }
        return month;
    }

    private long charged(String connection, YearMonth month) {
        Long charged = jdbc.queryForObject(
                Sql.of("usage-charged"), Map.of("connection", connection, "month", month.toString()), Long.class);
        return charged == null ? 0 : charged;
    }

    private long unwrittenCharge(String connection) {
        return unwritten.entrySet().stream()
                .filter(entry ->
                        entry.getKey().metered && entry.getKey().connection.equals(connection))
                .mapToLong(entry -> entry.getValue()[0] - entry.getValue()[1])
                .sum();
    }

    private static long room(Connection connection, Purpose purpose) {
        if (connection.monthlyCalls().isEmpty()) {
            return Long.MAX_VALUE;
        }
        long all = connection.monthlyCalls().getAsLong();
        return purpose.isLive() ? all : Math.max(0, all - connection.liveReserve());
    }

    private String spentMessage(Connection connection, Purpose purpose, Month month) {
        if (month.isExhausted(LocalDate.now(clock.withZone(zone)))) {
            return "Connection '" + connection.name() + "': the platform says that " + month.exhaustedBecause
                    + "; nothing charged is called again before tomorrow.";
        }
        return "Connection '" + connection.name() + "': " + month.charged + " of the "
                + connection.monthlyCalls().orElse(0) + " calls of " + month.month + " are spent"
                + (purpose.isLive() ? "" : " and " + connection.liveReserve() + " are kept for live work")
                + "; it goes on next month, or when the setting monthly-calls of the connection is raised.";
    }

    private record Key(String connection, YearMonth month, String interfaceName, Purpose purpose, boolean metered) {}

    private static final class Month {
        private final YearMonth month;
        private long charged;
        private LocalDate exhaustedOn;
        private String exhaustedBecause;

        private Month(YearMonth month, long charged) {
            this.month = month;
            this.charged = charged;
        }

        private boolean isExhausted(LocalDate today) {
            return today.equals(exhaustedOn);
        }

        private Month reread(long chargedNow) {
            charged = chargedNow;
            return this;
        }
    }
}
