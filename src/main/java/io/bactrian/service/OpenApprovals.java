package io.bactrian.service;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Sweep;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Approvals that we hold as open and that no longer are; not asked where the stream has told of all. */
final class OpenApprovals implements Job {
    static final String COMMAND = "sweep";

    private final ProducerTemplate template;
    private final StreamCover cover;

    OpenApprovals(ProducerTemplate template, StreamCover cover) {
        this.template = template;
        this.cover = cover;
    }

    @Override
    public String command() {
        return COMMAND;
    }

    @Override
    public Optional<String> notNeeded(Connection connection, Message request) {
        return cover.reason(connection, COMMAND);
    }

    @Override
    public Optional<String> run(Connection connection, Run run, Message request) {
        Calls.request(template, ApprovalRoutes.SWEEP, new Sweep.Request(connection, run), Object.class);
        run.addChanged(run.found());
        return Optional.empty();
    }
}
