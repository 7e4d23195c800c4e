package io.bactrian.approval;

import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.directory.NamesQuery;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Derives every approval again from its stored payload, without one call of the platform. */
public final class Rebuild {
    private static final int PORTION = 200;

    private final NamedParameterJdbcTemplate jdbc;
    private final ProducerTemplate template;
    private final ApprovalStore store;
    private final NameRepair repair;
    private final RunLedger runs;
    private final StopSignal stop;

    public Rebuild(
            NamedParameterJdbcTemplate jdbc,
            ProducerTemplate template,
            ApprovalStore store,
            NameRepair repair,
            RunLedger runs,
            StopSignal stop) {
        this.jdbc = jdbc;
        this.template = template;
        this.store = store;
        this.repair = repair;
        this.runs = runs;
        this.stop = stop;
    }

    /** Rebuilds a connection's approvals; counts go to {@code run}. */
    public void run(Connection connection, Run run) {
        String after = "";
        while (!stop.isRaised()) {
            List<StoredPayload> payloads = jdbc.query(
                    Sql.of("payload-next"),
                    Map.of("connection", connection.name(), "after", after, "most", PORTION),
                    (row, n) -> new StoredPayload(
                            connection.name(),
                            row.getString("process_instance_id"),
                            row.getString("process_code"),
                            row.getString("payload"),
                            null,
                            Instant.ofEpochMilli(row.getLong("read_at"))));
            if (payloads.isEmpty()) {
                break;
            }
            run.addRead(payloads.size());
            Map<String, String> written = new HashMap<>();
            List<Approval> approvals = named(connection, map(connection, run, payloads), written);
            int changed = store.rebuild(connection, approvals);
            repair.noteWritten(connection, written);
            run.addChanged(changed);
            run.addUnchanged(approvals.size() - changed);
            after = payloads.get(payloads.size() - 1).id();
        }
        repair.run(connection);
    }

    private List<Approval> map(Connection connection, Run run, List<StoredPayload> payloads) {
        List<Approval> approvals = new ArrayList<>();
        for (StoredPayload payload : payloads) {
            try {
                approvals.add(Calls.request(template, connection.endpoint("approval-map"), payload, Approval.class));
            } catch (RuntimeException e) {
                runs.problem(run, "approval", payload.id(), e.getMessage());
            }
        }
        return approvals;
    }

    private List<Approval> named(Connection connection, List<Approval> approvals, Map<String, String> written) {
        NamesQuery query = Settlement.namesOf(connection, approvals, false);
        Map<?, ?> names = Calls.request(template, ApprovalRoutes.NAMES, query, Map.class);
        return approvals.stream()
                .map(approval -> approval.withNames(id -> Settlement.nameOf(id, names, written)))
                .toList();
    }
}
