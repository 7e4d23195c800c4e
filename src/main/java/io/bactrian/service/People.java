package io.bactrian.service;

import io.bactrian.approval.NameRepair;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.directory.DirectoryOutcome;
import io.bactrian.directory.DirectoryRequest;
import io.bactrian.directory.DirectoryRoutes;
import io.bactrian.run.Run;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** All departments and people. */
final class People implements Job {
    private final ProducerTemplate template;
    private final NameRepair repair;

    People(ProducerTemplate template, NameRepair repair) {
        this.template = template;
        this.repair = repair;
    }

    @Override
    public String command() {
        return "sync-users";
    }

    @Override
    public Optional<String> run(Connection connection, Run run, Message request) {
        DirectoryOutcome outcome = Calls.request(
                template, DirectoryRoutes.SYNC, new DirectoryRequest(connection, run), DirectoryOutcome.class);
        repair.runAll(connection);
        if (outcome.hasFailed()) {
            run.addFailed(1);
        }
        return Optional.ofNullable(outcome.message());
    }
}
