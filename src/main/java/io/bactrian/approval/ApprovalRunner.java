package io.bactrian.approval;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.StopSignal;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What the steps of {@code direct:approval-run} do with an {@link ApprovalRun}. */
public final class ApprovalRunner {
    private static final String RUN = "BactrianApprovalRun";

    private final Drain drain;
    private final NameRepair repair;
    private final StopSignal stop;
    private final int giveUpAfter;

    public ApprovalRunner(Drain drain, NameRepair repair, StopSignal stop, int giveUpAfter) {
        this.drain = drain;
        this.repair = repair;
        this.stop = stop;
        this.giveUpAfter = giveUpAfter;
    }

    /** Keeps the run on the exchange. */
    void begin(Exchange exchange) {
        ApprovalRun run = exchange.getMessage().getBody(ApprovalRun.class);
        exchange.setProperty(RUN, run);
        exchange.setProperty(ApprovalRoutes.DISCOVERY, run.discovery());
    }

    /** The request of the run becomes the body. */
    void request(Exchange exchange) {
        exchange.getMessage().setBody(run(exchange).request());
    }

    /** Discovery failed: what is on the list is drained all the same. */
    void discoveryFailed(Exchange exchange) {
        run(exchange).discoveryFailed(cause(exchange));
    }

    /** Nothing more is to be expected on the list. */
    void discovered(Exchange exchange) {
        run(exchange).discovered();
    }

    /** Drains until all is done. */
    void drain(Exchange exchange) throws InterruptedException {
        ApprovalRun run = run(exchange);
        DrainSession session =
                new DrainSession(run.connection(), run.run(), run.purposes(), run::isDiscovering, stop, giveUpAfter);
        drain.run(session);
        session.endedBecause().ifPresent(run::drainFailed);
    }

    /** Drains whatever comes until the process is stopped; why it ended before, if it did. */
    Optional<String> serve(Connection connection, Run run) throws InterruptedException {
        // nobody else in this process has taken any: these are left from a time when the database failed
        drain.releaseMine(connection);
        DrainSession session = DrainSession.endless(connection, run, stop, giveUpAfter);
        drain.run(session);
        Optional<String> because = session.endedBecause();
        if (because.isPresent()) {
            // what needs no call does not wait until calls can be made again
            drain.run(new DrainSession(connection, run, Purposes.TOLD, () -> false, stop, giveUpAfter));
        }
        return because;
    }

    /** Draining failed. */
    void drainFailed(Exchange exchange) {
        run(exchange).drainFailed(cause(exchange));
    }

    /** Carries names that became known meanwhile to older approvals. */
    void repairNames(Exchange exchange) {
        ApprovalRun run = run(exchange);
        repair.run(run.connection());
        exchange.getMessage().setBody(run);
    }

    /** Whether the templates are known from approvals only. */
    boolean learnsTemplates(Exchange exchange) {
        return !ListingLimits.of(exchange, run(exchange).connection()).byTemplate();
    }

    /** The connection of the run becomes the body. */
    void connection(Exchange exchange) {
        exchange.getMessage().setBody(run(exchange).connection());
    }

    /** The run becomes the body again. */
    void body(Exchange exchange) {
        exchange.getMessage().setBody(run(exchange));
    }

    private static String cause(Exchange exchange) {
        return Failures.sentence(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    private static ApprovalRun run(Exchange exchange) {
        return exchange.getProperty(RUN, ApprovalRun.class);
    }
}
