package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.ApprovalRun;
import io.bactrian.audit.Act;
import io.bactrian.audit.Audit;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A command that does a run for each connection, one after another; one that fails does not stop the next. */
abstract class RunCommand extends ConnectionCommand {
    private volatile boolean draining;

    RunCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public final Integer call() {
        check();
        Interrupts interrupts = surroundings.interrupts();
        BactrianRuntime runtime = surroundings.start();
        Interrupts.Registration stopping = interrupts.onFirst(() -> sayStopping(runtime));
        try {
            List<Connection> connections = connections(runtime);
            prepare(runtime, connections);
            boolean allSucceeded = true;
            for (Connection connection : connections) {
                if (runtime.stopSignal().isRaised()) {
                    err().println(name() + " " + connection.name() + " was not begun.");
                    allSucceeded = false;
                } else {
                    allSucceeded &= one(runtime, connection);
                }
            }
            finish(runtime);
            return interrupts.isRaised() ? Interrupts.EXIT_CODE : allSucceeded ? Cli.OK : Cli.FAILED;
        } finally {
            stopping.close();
            Closing.close(runtime, interrupts);
        }
    }

    private void sayStopping(BactrianRuntime runtime) {
        runtime.stopSignal().raise();
        if (surroundings.errColumns() > 0) {
            // off the line of the bar
            err().println();
        }
        err().println("Stopping: what is in hand is finished (Ctrl-C again: at once).");
        err().flush();
    }

    private boolean one(BactrianRuntime runtime, Connection connection) {
        Run run = begin(runtime, connection);
        if (run.isResumed()) {
            err().println(name() + " " + connection.name() + " goes on with the run that was started at "
                    + Sentences.time(run.startedAt(), runtime.zone()) + " and stopped before its end.");
        }
        long act = runtime.audit().begin(Act.ofCommand(connection.name(), name(), arguments()));
        boolean hasSucceeded = new AttendedRun(this, runtime, connection, run).attend();
        runtime.audit().end(act, hasSucceeded ? Audit.DONE : Audit.FAILED, null, run.id());
        return hasSucceeded;
    }

    /** Refuses what was typed, before anything is started. */
    void check() {}

    /** Refuses what was typed, or says what will be different, before any call. */
    void prepare(BactrianRuntime runtime, List<Connection> connections) {}

    /** What is printed after all connections. */
    void finish(BactrianRuntime runtime) {}

    /** Where closing lines go. */
    PrintWriter closingLines() {
        return out();
    }

    /** Starts the run in the ledger. */
    Run begin(BactrianRuntime runtime, Connection connection) {
        return runtime.runs().start(connection, name(), arguments());
    }

    /** The command's words, as they are kept with the run. */
    String arguments() {
        return "";
    }

    /** Does the work; failed items are counted in the run. */
    abstract Verdict work(BactrianRuntime runtime, Connection connection, Run run);

    /** How many items there will be, as far as anybody knows; 0 when nobody does. */
    long total(BactrianRuntime runtime, Connection connection, Run run) {
        return AttendedRun.done(run)
                + runtime.approvals().workList().counts(connection).waiting();
    }

    /** What a person is told to do when the run was stopped. */
    String afterStop() {
        return "run the same command again; it begins at the front.";
    }

    /** Whether the work list is being drained at this moment. */
    final boolean isDraining() {
        return draining;
    }

    /** A run over approvals: {@code discovery} fills the work list while it is drained. */
    final Verdict approvals(BactrianRuntime runtime, Connection connection, Run run, String discovery, Object request) {
        draining = true;
        try {
            ApprovalRun approvals = Calls.request(
                    runtime.template(),
                    ApprovalRoutes.RUN,
                    new ApprovalRun(connection, run, discovery, request),
                    ApprovalRun.class);
            return approvals.failure().map(Verdict::stopped).orElseGet(Verdict::done);
        } finally {
            draining = false;
        }
    }

    /** Words as they are kept with a run. */
    static String words(Object... words) {
        List<String> parts = new ArrayList<>();
        for (Object word : words) {
            parts.add(word.toString());
        }
        return String.join(" ", parts);
    }
}
