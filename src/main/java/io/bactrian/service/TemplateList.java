package io.bactrian.service;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** The templates that the app can see. */
final class TemplateList implements Job {
    private final ProducerTemplate template;

    TemplateList(ProducerTemplate template) {
        this.template = template;
    }

    @Override
    public String command() {
        return "list-codes";
    }

    @Override
    public Optional<String> run(Connection connection, Run run, Message request) {
        List<?> templates = Calls.request(template, ApprovalRoutes.TEMPLATES, connection, List.class);
        run.addRead(templates.size());
        return Optional.empty();
    }
}
