package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Writes approvals down, many in one transaction: what was known later is never overwritten, what is the same is not
 * touched, and what was read leaves the work list in the same transaction. Thread-safe.
 */
public final class ApprovalStore {
    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final WorkList workList;
    private final UntoldEvents untoldEvents;
    private final RowWriter rows;
    private final StoredApprovals stored;
    private final ApprovalNews news;

    public ApprovalStore(
            Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc, Transactions transactions, WorkList workList) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.workList = workList;
        this.untoldEvents = new UntoldEvents(jdbc);
        this.rows = new RowWriter(jdbc);
        this.stored = new StoredApprovals(jdbc);
        this.news = new ApprovalNews(zone);
    }

    /** Stores approvals that were read, marks those that are gone, and takes both off the list. */
    public Saved save(Connection connection, List<ReadResult> results) {
        List<ReadResult> settled =
                results.stream().filter(ReadResult::isSettled).toList();
        if (settled.isEmpty()) {
            return new Saved(List.of(), 0);
        }
        List<String> ids = settled.stream().map(result -> result.item().id()).toList();
        return transactions.in(() -> {
            Saving saving =
                    new Saving(connection, rows.lock(connection, ids), untoldEvents.before(connection.name(), ids));
            write(saving, newestOfEach(settled));
            settled.stream()
                    .filter(result -> result.isGone() || saving.isToldToBeDeleted(result))
                    .forEach(result -> markDeleted(saving, result));
            tellEvents(saving, settled);
            workList.settle(connection.name(), ids);
            return new Saved(List.copyOf(saving.changes.values()), settled.size() - saving.changes.size());
        });
    }

    /** Writes approvals again as they are derived now, whether or not they look the same; gives the number that differ. */
    public int rebuild(Connection connection, List<Approval> approvals) {
        if (approvals.isEmpty()) {
            return 0;
        }
        return transactions.in(() -> {
            List<String> ids = approvals.stream().map(Approval::id).toList();
            Map<String, Held> held = rows.lock(connection, ids);
            List<ApprovalRow> rebuilt = approvals.stream()
                    .map(approval -> withKnownEnd(held.get(approval.id()), approval))
                    .map(approval -> new ApprovalRow(approval, connection.platform()))
                    .filter(row -> !held.containsKey(row.approval().id())
                            || held.get(row.approval().id()).isRebuiltBy(row.approval()))
                    .toList();
            LocalDateTime now = now();
            rows.write(connection, rebuilt, held, row -> {
                Held before = held.get(row.approval().id());
                return before == null ? Stamps.of(row, null, now) : before.stampsOfRebuilt(row, now);
            });
            return (int) rebuilt.stream()
                    .filter(row -> !held.containsKey(row.approval().id())
                            || !held.get(row.approval().id()).contentHash().equals(row.contentHash()))
                    .count();
        });
    }

    /** Sorted by id, so that two writers lock in one order. */
    private static Collection<ReadResult> newestOfEach(List<ReadResult> settled) {
        Map<String, ReadResult> newest = new HashMap<>();
        settled.stream()
                .filter(result -> result.approval() != null && !result.item().isTold())
                .forEach(result -> newest.merge(result.item().id(), result, ApprovalStore::later));
        return newest.values().stream()
                .sorted(Comparator.comparing(result -> result.item().id()))
                .toList();
    }

    private static ReadResult later(ReadResult a, ReadResult b) {
        return b.approval().readAt().isBefore(a.approval().readAt()) ? a : b;
    }

    private void write(Saving saving, Collection<ReadResult> results) {
        if (results.isEmpty()) {
            return;
        }
        List<ApprovalRow> written = new ArrayList<>();
        Map<String, Instant> checked = new LinkedHashMap<>();
        Set<String> ahead = new HashSet<>();
        List<ApprovalRow> reread = new ArrayList<>();
        Map<String, Long> deletions = rows.knownDeletions(
                saving.connection,
                results.stream()
                        .map(result -> result.item().id())
                        .filter(id -> !saving.held.containsKey(id))
                        .toList());
        for (ReadResult result : results) {
            String id = result.item().id();
            Approval read = result.approval();
            Held before = saving.held.get(id);
            long readAt = read.readAt().toEpochMilli();
            if (before != null && before.isLaterThan(read) || deletions.getOrDefault(id, readAt) > readAt) {
                continue;
            }
            Approval merged = withLaterEvents(saving, before, read);
            ApprovalRow row = new ApprovalRow(withKnownEnd(before, merged), saving.connection.platform());
            boolean isAhead = !merged.equals(read);
            boolean isSame = before != null && before.hasContent(row);
            if (!isSame) {
                written.add(row);
                if (isAhead) {
                    ahead.add(id);
                }
            } else if (!isAhead && before.isAheadOfItsPayload()) {
                reread.add(row);
            } else if (!isAhead) {
                checked.put(id, read.readAt());
            }
            if (!isSame || saving.before.containsKey(id)) {
                saving.changed(result, row.approval());
            }
        }
        LocalDateTime now = now();
        rows.write(saving.connection, written, saving.held, row -> {
            String id = row.approval().id();
            return ahead.contains(id)
                    ? Stamps.ahead(row, saving.held.get(id), now)
                    : Stamps.of(row, saving.held.get(id), now);
        });
        rows.reread(reread);
        rows.check(saving.connection.name(), checked);
    }

    /** What events said while the approval was being read is later than the answer, and stays. */
    private Approval withLaterEvents(Saving saving, Held before, Approval read) {
        if (before == null || !before.hasNewsFor(read)) {
            return read;
        }
        Approval held =
                stored.load(saving.connection.name(), List.of(read.id())).get(read.id());
        return news.merged(read, held);
    }

    private static Approval withKnownEnd(Held held, Approval read) {
        return held == null ? read : held.withKnownEnd(read);
    }

    private void markDeleted(Saving saving, ReadResult result) {
        String id = result.item().id();
        boolean marked = jdbc.update(
                        Sql.of("approval-deleted"),
                        Map.of(
                                "connection",
                                saving.connection.name(),
                                "id",
                                id,
                                "at",
                                result.readAt().toEpochMilli(),
                                "updateTime",
                                LocalDateTime.ofInstant(result.readAt(), zone)))
                > 0;
        if (marked) {
            saving.deleted(result);
        } else {
            rows.check(saving.connection.name(), Map.of(id, result.readAt()));
        }
    }

    /** What events changed and no read has told: the row as it stands is what there is to tell. */
    private void tellEvents(Saving saving, List<ReadResult> settled) {
        List<ReadResult> untold = settled.stream()
                .filter(result -> saving.before.containsKey(result.item().id())
                        && !saving.changes.containsKey(result.item().id())
                        && (result.item().isTold()
                                || saving.held.containsKey(result.item().id())))
                .toList();
        if (!untold.isEmpty()) {
            Map<String, Approval> approvals = stored.load(
                    saving.connection.name(),
                    untold.stream().map(result -> result.item().id()).toList());
            untold.forEach(result ->
                    tellEvent(saving, result, approvals.get(result.item().id())));
        }
        untoldEvents.told(
                saving.connection.name(),
                saving.before.keySet().stream()
                        .filter(saving.changes::containsKey)
                        .toList());
    }

    private static void tellEvent(Saving saving, ReadResult result, Approval approval) {
        Held held = saving.held.get(result.item().id());
        if (held == null || held.deletedAt() != null) {
            saving.deleted(result);
        } else if (approval != null) {
            // names that were looked up for what was loaded before are carried to the rows later
            Map<String, String> names = new HashMap<>(approval.names());
            if (result.approval() != null) {
                names.putAll(result.approval().names());
            }
            saving.changed(result, approval.withNames(names::get));
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), zone);
    }

    /**
     * What a save did.
     *
     * @param changes rows that are new or different, in no order
     * @param unchanged approvals whose rows stayed as they were
     */
    public record Saved(List<Change> changes, int unchanged) {}

    /** One transaction, while it goes on. */
    private static final class Saving {
        private final Connection connection;
        private final Map<String, Held> held;
        private final Map<String, BeforeEvents> before;
        private final Map<String, Change> changes = new LinkedHashMap<>();

        private Saving(Connection connection, Map<String, Held> held, Map<String, BeforeEvents> before) {
            this.connection = connection;
            this.held = held;
            this.before = before;
        }

        /** The event came when there was no row, while somebody was reading it for the first time. */
        private boolean isToldToBeDeleted(ReadResult result) {
            Held row = held.get(result.item().id());
            return result.item().isTold()
                    && result.item().foretold() == WorkItem.Foretold.DELETED
                    && row != null
                    && row.deletedAt() == null;
        }

        private void changed(ReadResult result, Approval approval) {
            String id = result.item().id();
            Change.Before was = before.containsKey(id) ? before.get(id).state() : Held.state(held.get(id));
            changes.put(
                    id,
                    new Change(
                            connection.name(),
                            id,
                            was == null ? Change.Kind.NEW : Change.Kind.CHANGED,
                            result.item().purpose(),
                            was,
                            approval));
        }

        private void deleted(ReadResult result) {
            changes.put(
                    result.item().id(),
                    new Change(
                            connection.name(),
                            result.item().id(),
                            Change.Kind.DELETED,
                            result.item().purpose(),
                            null,
                            null));
        }
    }
}
