package io.bactrian.approval;

import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Failures;
import io.bactrian.directory.NamesQuery;
import io.bactrian.directory.NamesTold;
import io.bactrian.run.RunLedger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.NonTransientDataAccessException;

/** What the steps of {@code direct:approval-settle} do with a {@link Batch}: name it, store it, say what changed. */
public final class Settlement {
    private static final String BATCH = "BactrianBatch";

    private final ApprovalStore store;
    private final WorkList workList;
    private final RunLedger runs;
    private final NameRepair repair;

    public Settlement(ApprovalStore store, WorkList workList, RunLedger runs, NameRepair repair) {
        this.store = store;
        this.workList = workList;
        this.runs = runs;
        this.repair = repair;
    }

    /** {@link Batch} to {@link NamesQuery}; the batch stays on the exchange. */
    void askForNames(Exchange exchange) {
        Batch batch = exchange.getMessage().getBody(Batch.class);
        exchange.setProperty(BATCH, batch);
        List<Approval> approvals = batch.results().stream()
                .map(ReadResult::approval)
                .filter(Objects::nonNull)
                .toList();
        exchange.getMessage().setBody(namesOf(batch.connection(), approvals, true));
    }

    /** Asks for everybody who is in these approvals, and passes on the names that they tell: the latest one counts. */
    static NamesQuery namesOf(Connection connection, List<Approval> approvals, boolean mayCall) {
        Set<String> ids = new LinkedHashSet<>();
        Map<String, String> people = new HashMap<>();
        Map<String, String> departments = new HashMap<>();
        approvals.stream()
                .sorted(Comparator.comparing(Approval::createTime, Comparator.nullsFirst(Comparator.naturalOrder())))
                .forEach(approval -> {
                    ids.addAll(approval.userIds());
                    people.putAll(approval.namesTold().people());
                    departments.putAll(approval.namesTold().departments());
                });
        return NamesQuery.of(connection, ids, Purpose.PEOPLE, mayCall).withTold(new NamesTold(people, departments));
    }

    /** The names that were found to the list of {@link Change}s. */
    void store(Exchange exchange) {
        Batch batch = exchange.getProperty(BATCH, Batch.class);
        Map<?, ?> names = exchange.getMessage().getBody(Map.class);
        Map<String, String> written = new HashMap<>();
        List<ReadResult> named = new ArrayList<>();
        for (ReadResult result : batch.results()) {
            named.add(
                    result.approval() == null
                            ? result
                            : new ReadResult(
                                    result.item(),
                                    result.approval().withNames(id -> nameOf(id, names, written)),
                                    null,
                                    result.readAt()));
        }
        try {
            exchange.getMessage().setBody(save(new Batch(batch.connection(), batch.run(), named)));
        } finally {
            // also where only a part of them could be stored
            repair.noteWritten(batch.connection(), written);
        }
    }

    /** A name to be written, which is noted in {@code written}. */
    static String nameOf(String id, Map<?, ?> names, Map<String, String> written) {
        String name = (String) names.get(id);
        written.put(id, name);
        return name;
    }

    /** A row that the database will not have is kept on the list with its error; the others of its batch are stored. */
    private List<Change> save(Batch batch) {
        try {
            return count(batch, store.save(batch.connection(), batch.results()));
        } catch (NonTransientDataAccessException e) {
            if (!isAboutTheRow(e)) {
                throw e;
            }
            if (batch.results().size() == 1) {
                refuse(batch, e);
                return List.of();
            }
        }
        List<Change> changes = new ArrayList<>();
        for (ReadResult result : batch.results()) {
            changes.addAll(save(new Batch(batch.connection(), batch.run(), List.of(result))));
        }
        return changes;
    }

    private static boolean isAboutTheRow(NonTransientDataAccessException e) {
        return e instanceof DataIntegrityViolationException
                || e.getMostSpecificCause() instanceof SQLException sql
                        && sql.getSQLState() != null
                        && sql.getSQLState().startsWith("22");
    }

    private void refuse(Batch batch, NonTransientDataAccessException e) {
        WorkItem item = batch.results().get(0).item();
        String cause = "the database refused the row: "
                + (e.getMostSpecificCause() instanceof SQLException sql
                        ? Failures.ofDatabase(sql)
                        : e.getMostSpecificCause().getClass().getSimpleName());
        workList.fail(item, ErrorClass.PERMANENT, cause);
        runs.problem(batch.run(), "approval", item.id(), cause);
    }

    private static List<Change> count(Batch batch, ApprovalStore.Saved saved) {
        long created = saved.changes().stream()
                .filter(change -> change.kind() == Change.Kind.NEW)
                .count();
        batch.run().addNew(created);
        batch.run().addChanged(saved.changes().size() - created);
        batch.run().addUnchanged(saved.unchanged());
        return saved.changes();
    }
}
