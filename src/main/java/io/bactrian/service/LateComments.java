package io.bactrian.service;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Refresh;
import io.bactrian.call.Calls;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Final approvals once more, as many as the month's calls allow: comments after the end change neither state nor time. */
final class LateComments implements Job {
    private static final int DAYS = 7;
    private static final int MOST = 200;

    private final ProducerTemplate template;
    private final DailyShare share;

    LateComments(ProducerTemplate template, DailyShare share) {
        this.template = template;
        this.share = share;
    }

    @Override
    public String command() {
        return "refresh";
    }

    @Override
    public Optional<String> run(Connection connection, Run run, Message request) {
        int most = Math.min(
                Headers.number(request, "limit", MOST),
                share.of(connection, Headers.number(request, "percent", DailyShare.PERCENT)));
        if (most == 0) {
            return Optional.of("The month's calls leave none for a second look today.");
        }
        Calls.request(
                template,
                ApprovalRoutes.REFRESH,
                new Refresh.Request(connection, run, Headers.number(request, "days", DAYS), most),
                Object.class);
        return Optional.of("At most " + most + " are read again.");
    }
}
