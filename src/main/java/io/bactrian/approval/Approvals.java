package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Settings;
import io.bactrian.event.EventLedger;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

/** The room of approvals, put together. */
public final class Approvals {
    private final WorkList workList;
    private final NameRepair nameRepair;
    private final Rebuild rebuild;
    private final ApprovalRunner runner;
    private final ApprovalRoutes routes;
    private final LookRoutes lookRoutes;

    /** {@code threads} must grow with need: readers and windows run in them. */
    public Approvals(
            Settings settings,
            Tables tables,
            RunLedger runs,
            StopSignal stop,
            ProducerTemplate template,
            ExecutorService threads,
            Connections connections,
            EventLedger eventLedger,
            Clock clock,
            ZoneId zone) {
        var jdbc = tables.jdbc();
        var transactions = tables.transactions();
        this.workList = new WorkList(clock, jdbc, transactions);
        this.nameRepair = new NameRepair(tables, runs, zone);
        ApprovalStore store = new ApprovalStore(clock, zone, jdbc, transactions, workList);
        this.rebuild = new Rebuild(jdbc, template, store, nameRepair, runs, stop);
        Drain drain = new Drain(
                workList,
                new StoredApprovals(jdbc),
                runs,
                template,
                threads,
                clock,
                readers(settings),
                (int) settings.number("approval.batch", 1, 5000),
                settings.duration("approval.batch-wait"));
        EventWork eventWork = new EventWork(clock, jdbc, workList.signal(), settings.duration("approval.settle"));
        EventStore events = new EventStore(clock, zone, tables, eventLedger, eventWork, nameRepair, threads);
        this.runner = new ApprovalRunner(drain, nameRepair, stop, (int) settings.number("approval.give-up", 1, 10_000));
        this.routes = new ApprovalRoutes(
                new ApprovalParts(
                        workList,
                        runner,
                        new History(new HistoryWindows(jdbc, transactions), runs, stop, clock),
                        new Settlement(store, workList, runs, nameRepair),
                        new Templates(clock, jdbc, transactions),
                        new ApprovalEvents(connections, events, threads, settings.duration("event.acknowledge"))),
                connections,
                threads);
        this.lookRoutes =
                new LookRoutes(new Sweep(clock, zone, jdbc, transactions, runs, stop), new Refresh(clock, zone, jdbc));
    }

    /** Approvals that are read at the same time. */
    public static int readers(Settings settings) {
        return (int) settings.number("approval.readers", 1, 256);
    }

    /**
     * Drains the work list of a connection until the process is stopped. One at a time for each connection, because it
     * gives back at its end whatever this process has taken.
     *
     * @return why it ended before; empty when it was stopped
     */
    public Optional<String> serve(Connection connection, Run run) throws InterruptedException {
        return runner.serve(connection, run);
    }

    public List<RouteBuilder> routes() {
        return List.of(routes, lookRoutes);
    }

    public WorkList workList() {
        return workList;
    }

    public NameRepair nameRepair() {
        return nameRepair;
    }

    public Rebuild rebuild() {
        return rebuild;
    }
}
