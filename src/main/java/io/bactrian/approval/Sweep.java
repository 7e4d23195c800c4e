package io.bactrian.approval;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What the steps of {@code direct:approval-sweep} do: find approvals that we hold as open and that no longer are. A
 * platform lists open ids twenty a call, so that is what is asked, template by template; where reading each would cost
 * no more than listing, or the platform cannot list that far back, they are read.
 */
public final class Sweep {
    private static final String SWEEP = "BactrianSweep";
    private static final String LISTED = "BactrianSweepListed";
    private static final int PORTION = 500;
    /** What is too old to be listed is read, but not each time. */
    private static final Duration TOO_OLD_TO_LIST = Duration.ofDays(1);

    private final Clock clock;
    private final ZoneId zone;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;
    private final RunLedger runs;
    private final StopSignal stop;

    public Sweep(
            Clock clock,
            ZoneId zone,
            NamedParameterJdbcTemplate jdbc,
            Transactions transactions,
            RunLedger runs,
            StopSignal stop) {
        this.clock = clock;
        this.zone = zone;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.runs = runs;
        this.stop = stop;
    }

    /** A sweep of one connection. */
    public record Request(Connection connection, Run run) {}

    /** What we hold as open of one template. */
    public record OpenTemplate(String code, int open, LocalDateTime oldest) {}

    /** {@link Request} to the templates with open approvals. */
    void begin(Exchange exchange) {
        Request request = exchange.getMessage().getBody(Request.class);
        exchange.setProperty(SWEEP, request);
        exchange.getMessage()
                .setBody(jdbc.query(
                        Sql.of("sweep-templates"),
                        Map.of("connection", request.connection().name()),
                        (row, n) -> new OpenTemplate(
                                row.getString("process_code"),
                                row.getInt("n"),
                                row.getObject("oldest", LocalDateTime.class))));
    }

    /** {@link OpenTemplate} to the windows that list it, as {@link IdsQuery}s; none when reading each is cheaper. */
    void plan(Exchange exchange) {
        Request request = request(exchange);
        OpenTemplate template = exchange.getMessage().getBody(OpenTemplate.class);
        ListingLimits limits = ListingLimits.of(exchange, request.connection());
        Instant now = clock.instant();
        Instant oldest = template.oldest() == null
                ? limits.oldest(now)
                : template.oldest().atZone(zone).toInstant().minus(Duration.ofMinutes(1));
        Instant from = oldest.isBefore(limits.oldest(now)) ? limits.oldest(now) : oldest;
        List<IdsQuery> queries = new ArrayList<>();
        for (Instant start = from; start.isBefore(now); start = start.plus(limits.span())) {
            Instant end = start.plus(limits.span()).isBefore(now) ? start.plus(limits.span()) : now;
            queries.add(new IdsQuery(
                    request.connection(),
                    Purpose.SWEEP,
                    template.code(),
                    start,
                    end,
                    true,
                    null,
                    ApprovalRoutes.SWEEP_PAGE));
        }
        boolean listing = !stop.isRaised() && template.open() > queries.size() && template.code() != null;
        exchange.setProperty(LISTED, new Listed(template.code(), listing, listing ? from : now, now.toEpochMilli()));
        exchange.getMessage().setBody(listing ? queries : List.of());
    }

    /** {@link IdsPage}: notes the ones that are still open, and hands on the ones that we do not hold as open. */
    void page(Exchange exchange) {
        Request request = request(exchange);
        IdsPage page = exchange.getMessage().getBody(IdsPage.class);
        Map<String, Object> ids =
                Map.of("keys", Keys.of(request.connection().name(), page.ids()), "now", clock.millis());
        List<String> others = new ArrayList<>(page.ids());
        if (!page.ids().isEmpty()) {
            others.removeAll(transactions.in(() -> {
                jdbc.update(Sql.of("sweep-seen"), ids);
                return jdbc.queryForList(Sql.of("sweep-held"), ids, String.class);
            }));
        }
        exchange.getMessage().setBody(intake(request, page.query().templateCode(), others));
    }

    /** After the intake of a page: whether the next one is wanted. */
    void goOn(Exchange exchange) {
        exchange.getMessage().setBody(!stop.isRaised());
    }

    /**
     * After the listing of a template: what we hold as open and was not listed, in portions; nothing when the listing
     * was stopped before its end.
     */
    void missing(Exchange exchange) {
        Request request = request(exchange);
        Listed listed = exchange.getProperty(LISTED, Listed.class);
        List<Intake> intakes = new ArrayList<>();
        String after = "";
        for (List<String> ids = missing(request, listed, after);
                !stop.isRaised() && !ids.isEmpty();
                ids = missing(request, listed, ids.get(ids.size() - 1))) {
            intakes.add(intake(request, listed.code, ids));
            // those that are read because that is cheaper than listing are no finding
            request.run().addFound(listed.listed ? ids.size() : 0);
        }
        exchange.getMessage().setBody(intakes);
    }

    /** A template whose open approvals could not be listed: kept as a problem of the run, the others go on. */
    void failed(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        CallException call = ObjectHelper.getException(CallException.class, failure);
        if (call == null || call.errorClass() == ErrorClass.QUOTA || call.errorClass() == ErrorClass.REFUSED) {
            throw call != null ? call : new IllegalStateException(Failures.sentence(failure), failure);
        }
        Listed listed = exchange.getProperty(LISTED, Listed.class);
        runs.problem(request(exchange).run(), "template", listed.code, call.getMessage());
    }

    private List<String> missing(Request request, Listed listed, String after) {
        return jdbc.queryForList(
                Sql.of(listed.code == null ? "sweep-missing-untyped" : "sweep-missing"),
                new MapSqlParameterSource()
                        .addValue("connection", request.connection().name())
                        .addValue("code", listed.code)
                        .addValue("listedFrom", LocalDateTime.ofInstant(listed.from, zone))
                        .addValue("seenSince", listed.startedAt)
                        .addValue("readBefore", listed.startedAt - TOO_OLD_TO_LIST.toMillis())
                        .addValue("after", after)
                        .addValue("most", PORTION),
                String.class);
    }

    private static Intake intake(Request request, String code, List<String> ids) {
        return new Intake(
                request.connection().name(),
                code,
                Purpose.SWEEP,
                ids,
                request.run().readSince(),
                true);
    }

    private static Request request(Exchange exchange) {
        return exchange.getProperty(SWEEP, Request.class);
    }

    private record Listed(String code, boolean listed, Instant from, long startedAt) {}
}
