package io.bactrian.service;

import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.approval.Refresh;
import io.bactrian.call.Calls;
import io.bactrian.call.Purpose;
import io.bactrian.call.UsageLedger;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Final approvals once more, as many as the month's calls allow: comments after the end change neither state nor time. */
final class LateComments implements Job {
    private static final int DAYS = 7;
    private static final int MOST = 200;
    /** Of what is left for each day of the month. */
    private static final int PERCENT = 25;

    private final ProducerTemplate template;
    private final UsageLedger ledger;
    private final Clock clock;
    private final ZoneId zone;

    LateComments(ProducerTemplate template, UsageLedger ledger, Clock clock, ZoneId zone) {
        this.template = template;
        this.ledger = ledger;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String command() {
        return "refresh";
    }

    @Override
    public Optional<String> run(Connection connection, Run run, Message request) {
        int most = Math.min(
                Headers.number(request, "limit", MOST),
                affordable(connection, Headers.number(request, "percent", PERCENT)));
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

    private int affordable(Connection connection, int percent) {
        LocalDate today = LocalDate.now(clock.withZone(zone));
        int daysLeft = today.lengthOfMonth() - today.getDayOfMonth() + 1;
        long left = ledger.left(connection, Purpose.REFRESH);
        return (int)
                Math.min(Integer.MAX_VALUE, left / daysLeft / 100 * percent + left / daysLeft % 100 * percent / 100);
    }
}
