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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.util.ObjectHelper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What the steps of {@code direct:approval-sweep} do: find approvals that we hold as open and that no longer are. A
 * platform lists many open ids a call, so that is what is asked, template by template or all at once; where reading each
 * would cost no more than listing, or the platform cannot list that far back, they are read.
 */
public final class Sweep {
    private static final String SWEEP = "BactrianSweep";
    private static final String LISTED = "BactrianSweepListed";
    private static final String QUERY = "BactrianSweepQuery";
    private static final Duration SHORTEST = Duration.ofSeconds(2);
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

    /** What we hold as open of one template, or of all of them together. */
    public record OpenTemplate(String code, boolean all, int open, LocalDateTime oldest) {}

    /** {@link Request} to the templates with open approvals. */
    void begin(Exchange exchange) {
        Request request = exchange.getMessage().getBody(Request.class);
        exchange.setProperty(SWEEP, request);
        List<OpenTemplate> templates = jdbc.query(
                Sql.of("sweep-templates"),
                Map.of("connection", request.connection().name()),
                (row, n) -> new OpenTemplate(
                        row.getString("process_code"),
                        false,
                        row.getInt("n"),
                        row.getObject("oldest", LocalDateTime.class)));
        boolean atOnce = ListingLimits.of(exchange, request.connection()).listsAllAtOnce(request.connection());
        exchange.getMessage().setBody(atOnce ? together(templates) : templates);
    }

    private static List<OpenTemplate> together(List<OpenTemplate> templates) {
        if (templates.isEmpty()) {
            return List.of();
        }
        LocalDateTime oldest = templates.stream()
                .map(OpenTemplate::oldest)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return List.of(new OpenTemplate(
                null, true, templates.stream().mapToInt(OpenTemplate::open).sum(), oldest));
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
        boolean canBeListed = template.code() != null || template.all();
        boolean listing = !stop.isRaised() && template.open() > queries.size() && canBeListed;
        exchange.setProperty(
                LISTED, new Listed(template.code(), template.all(), listing, listing ? from : now, now.toEpochMilli()));
        exchange.getMessage().setBody(listing ? queries : List.of());
    }

    /** Keeps the {@link IdsQuery} on the exchange. */
    void beginWindow(Exchange exchange) {
        exchange.setProperty(QUERY, exchange.getMessage().getBody(IdsQuery.class));
    }

    /** The two halves of a window that the platform finds too wide. */
    void halves(Exchange exchange) {
        IdsQuery query = exchange.getProperty(QUERY, IdsQuery.class);
        Duration half = Duration.between(query.from(), query.to()).dividedBy(2);
        if (half.compareTo(SHORTEST) < 0) {
            throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        }
        Instant middle = query.from().plus(half);
        exchange.getMessage().setBody(List.of(query.within(query.from(), middle), query.within(middle, query.to())));
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
        runs.problem(
                request(exchange).run(), "template", listed.all ? "all templates" : listed.code, call.getMessage());
    }

    private List<String> missing(Request request, Listed listed, String after) {
        return jdbc.queryForList(
                Sql.of(listed.statement()),
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

    private record Listed(String code, boolean all, boolean listed, Instant from, long startedAt) {
        /** What finds the ones that it should have shown. */
        private String statement() {
            return all ? "sweep-missing-any" : code == null ? "sweep-missing-untyped" : "sweep-missing";
        }
    }
}
