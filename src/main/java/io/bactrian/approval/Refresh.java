package io.bactrian.approval;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.store.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Chooses final approvals for a second look: a comment after the end changes neither status nor time. */
public final class Refresh {
    private static final int PORTION = 500;

    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;

    public Refresh(Clock clock, ZoneId zone, NamedParameterJdbcTemplate jdbc) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
    }

    /** Approvals that ended in the last {@code days}; at most {@code limit}, those not looked at for longest first. */
    public record Request(Connection connection, Run run, int days, int limit) {}

    /** {@link Request} to {@link Intake}s, in portions that a statement can hold. */
    void choose(Exchange exchange) {
        Request request = exchange.getMessage().getBody(Request.class);
        LocalDateTime since = LocalDateTime.ofInstant(clock.instant().minus(Duration.ofDays(request.days())), zone);
        List<String> ids = jdbc.queryForList(
                Sql.of("refresh-choose"),
                Map.of("connection", request.connection().name(), "since", since, "limit", request.limit()),
                String.class);
        List<Intake> intakes = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PORTION) {
            intakes.add(new Intake(
                    request.connection().name(),
                    null,
                    Purpose.REFRESH,
                    ids.subList(from, Math.min(ids.size(), from + PORTION)),
                    request.run().readSince(),
                    true));
        }
        exchange.getMessage().setBody(intakes);
    }
}
