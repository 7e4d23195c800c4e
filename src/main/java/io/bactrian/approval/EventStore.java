package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.event.EventLedger;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * Writes down what events say, in one transaction: the note of the event, the row as far as the event tells it (without
 * a call), and what is still to be done on the work list. Thread-safe.
 */
public final class EventStore {
    private final Clock clock;
    private final ZoneId zone;
    private final Tables tables;
    private final EventLedger ledger;
    private final EventWork work;
    private final NameRepair repair;
    private final Executor threads;
    private final RowWriter rows;
    private final StoredApprovals stored;
    private final ApprovalNews news;

    public EventStore(
            Clock clock,
            ZoneId zone,
            Tables tables,
            EventLedger ledger,
            EventWork work,
            NameRepair repair,
            Executor threads) {
        this.clock = clock;
        this.zone = zone;
        this.tables = tables;
        this.ledger = ledger;
        this.work = work;
        this.repair = repair;
        this.threads = threads;
        this.rows = new RowWriter(tables.jdbc());
        this.stored = new StoredApprovals(tables.jdbc());
        this.news = new ApprovalNews(zone);
    }

    /** Stores events of one connection; those that were seen before change nothing. */
    public void store(Connection connection, List<ApprovalEvent> events) {
        Map<String, String> names = new HashMap<>();
        boolean somethingToDo = tables.transactions().in(() -> {
            names.clear();
            return store(connection, fresh(connection, events), names);
        });
        // whoever brought the events waits for the commit and for nothing else
        threads.execute(() -> {
            if (somethingToDo) {
                work.signal(connection);
            }
            repair.noteWritten(connection, names);
        });
    }

    private List<ApprovalEvent> fresh(Connection connection, List<ApprovalEvent> events) {
        Set<String> unknown = new HashSet<>();
        ledger.note(
                        connection.name(),
                        EventLedger.About.APPROVAL,
                        events.stream().map(ApprovalEvent::head).toList())
                .forEach(head -> unknown.add(head.id()));
        return events.stream()
                .filter(event -> unknown.remove(event.head().id()))
                .filter(event -> isWanted(connection, event))
                .toList();
    }

    /** Where only some templates are to be read, what happens to others is none of our business. */
    private static boolean isWanted(Connection connection, ApprovalEvent event) {
        return connection.templates().isEmpty()
                || event.templateCode() == null
                || connection.templates().contains(event.templateCode());
    }

    private boolean store(Connection connection, List<ApprovalEvent> events, Map<String, String> names) {
        // in one order, so that two writers wait for each other and never in a circle
        Map<String, List<ApprovalEvent>> byApproval = new TreeMap<>();
        events.forEach(event -> byApproval
                .computeIfAbsent(event.approvalId(), id -> new ArrayList<>())
                .add(event));
        if (byApproval.isEmpty()) {
            return false;
        }
        Map<String, Held> held = rows.lock(connection, byApproval.keySet());
        Map<String, Approval> approvals = stored.load(connection.name(), held.keySet());
        Map<String, Long> gone = rows.knownDeletions(
                connection,
                byApproval.keySet().stream().filter(id -> !held.containsKey(id)).toList());
        List<Approval> written = new ArrayList<>();
        Map<String, Long> deleted = new TreeMap<>();
        List<EventWork.Entry> entries = new ArrayList<>();
        byApproval.forEach((id, ofOne) -> {
            Happening happening = new Happening(held.get(id), gone.get(id), approvals.get(id));
            ofOne.forEach(event -> happening.happens(event, news));
            happening.written().ifPresent(written::add);
            happening.deletedAt().ifPresent(at -> deleted.put(id, at));
            happening
                    .need()
                    .ifPresent(need -> entries.add(new EventWork.Entry(
                            id,
                            templateOf(ofOne),
                            need,
                            happening.foretold(),
                            happening.isChanged() ? BeforeEvents.of(held.get(id)) : null)));
        });
        write(connection, named(connection, written, names), held);
        deleted.forEach((id, at) -> delete(connection, id, at));
        work.add(connection, entries);
        return !entries.isEmpty();
    }

    private void write(Connection connection, List<Approval> approvals, Map<String, Held> held) {
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
        rows.write(
                connection,
                approvals.stream()
                        .map(approval -> new ApprovalRow(approval, connection.platform()))
                        .toList(),
                held,
                row -> Stamps.of(row, held.get(row.approval().id()), now));
    }

    /** The names that are known already; nobody is asked while an event waits. */
    private List<Approval> named(Connection connection, List<Approval> approvals, Map<String, String> names) {
        Set<String> ids = new HashSet<>();
        approvals.forEach(approval -> ids.addAll(approval.userIds()));
        if (ids.isEmpty()) {
            return approvals;
        }
        ids.forEach(id -> names.put(id, null));
        tables.jdbc().query(Sql.of("member-names"), Map.of("keys", Keys.of(connection.name(), ids)), row -> {
            names.put(row.getString("userid"), row.getString("name"));
        });
        return approvals.stream()
                .map(approval -> approval.withNames(names::get))
                .toList();
    }

    private void delete(Connection connection, String id, long at) {
        int marked = tables.jdbc()
                .update(
                        Sql.of("approval-deleted"),
                        Map.of(
                                "connection",
                                connection.name(),
                                "id",
                                id,
                                "at",
                                at,
                                "updateTime",
                                LocalDateTime.ofInstant(Instant.ofEpochMilli(at), zone)));
        if (marked == 0) {
            rows.check(connection.name(), Map.of(id, Instant.ofEpochMilli(at)));
        }
    }

    private static String templateOf(List<ApprovalEvent> events) {
        return events.stream()
                .map(ApprovalEvent::templateCode)
                .filter(code -> code != null && !code.isBlank())
                .findFirst()
                .orElse(null);
    }
}
