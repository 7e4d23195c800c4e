package io.bactrian.approval;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.run.RunLedger;
import io.bactrian.run.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the steps of {@code direct:approval-history} do: plan the windows of a span, list each page by page, and move a
 * window's cursor only past pages whose ids are on the work list.
 */
public final class History {
    static final String REQUEST = "BactrianHistory";
    private static final String WINDOW = "BactrianHistoryWindow";
    private static final String BEGUN_AT = "BactrianHistoryBegunAt";

    /** Where nothing as short as this can be listed, halving it further is of no use. */
    private static final Duration NARROW = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private final HistoryWindows windows;
    private final RunLedger runs;
    private final StopSignal stop;
    private final Clock clock;

    public History(HistoryWindows windows, RunLedger runs, StopSignal stop, Clock clock) {
        this.windows = windows;
        this.runs = runs;
        this.stop = stop;
        this.clock = clock;
    }

    /** Keeps the {@link HistoryRequest} on the exchange; the codes that it names, or an empty list. */
    void begin(Exchange exchange) {
        HistoryRequest request = exchange.getMessage().getBody(HistoryRequest.class);
        exchange.setProperty(REQUEST, request);
        List<String> codes =
                request.templateCodes().isEmpty() ? request.connection().templates() : request.templateCodes();
        boolean atOnce = codes.isEmpty()
                && !ListingLimits.of(exchange, request.connection()).byTemplate();
        exchange.getMessage().setBody(atOnce ? List.of(HistoryWindow.ALL_TEMPLATES) : codes);
    }

    /** Template codes to windows. */
    void plan(Exchange exchange) {
        HistoryRequest request = request(exchange);
        ListingLimits limits = ListingLimits.of(exchange, request.connection());
        Instant oldest = limits.oldest(clock.instant());
        Instant from = request.from().isBefore(oldest) ? oldest : request.from();
        Instant to = request.to().isBefore(clock.instant()) ? request.to() : clock.instant();
        List<?> codes = exchange.getMessage().getBody(List.class);
        if (codes.isEmpty()) {
            throw new CallException(
                    ErrorClass.PERMANENT,
                    "templates",
                    "Connection '" + request.connection().name()
                            + "' can see no template; grant the app the right to read templates, or name their codes.");
        }
        codes.forEach(code -> windows.plan(request.run(), (String) code, from, to, limits.span()));
        exchange.getMessage().setBody(windows.open(request.run()));
    }

    /** Whether there are windows to list and we may. */
    boolean hasOpenWindows(Exchange exchange) {
        return !stop.isRaised() && !exchange.getMessage().getBody(List.class).isEmpty();
    }

    /** What is still open: halves of windows that were too full. */
    void openWindows(Exchange exchange) {
        exchange.getMessage().setBody(windows.open(request(exchange).run()));
    }

    /** {@link HistoryWindow} to {@link IdsQuery}. */
    void query(Exchange exchange) {
        HistoryRequest request = request(exchange);
        HistoryWindow window = exchange.getMessage().getBody(HistoryWindow.class);
        Instant oldest = ListingLimits.of(exchange, request.connection()).oldest(clock.instant());
        boolean isTooOld = window.start().isBefore(oldest);
        if (isTooOld) {
            // it was in reach when it was planned; places in the longer list mean nothing in the shorter one
            LOG.warn(
                    "{}: approvals of {} created before {} can no longer be listed",
                    request.connection().name(),
                    window.label(),
                    oldest);
            window = window.fromItsBeginning();
        }
        exchange.setProperty(WINDOW, window);
        exchange.setProperty(BEGUN_AT, window);
        exchange.getMessage()
                .setBody(new IdsQuery(
                        request.connection(),
                        request.purpose(),
                        window.template(),
                        isTooOld ? oldest : window.start(),
                        window.end(),
                        false,
                        window.cursor(),
                        ApprovalRoutes.HISTORY_PAGE));
    }

    /** {@link IdsPage} to {@link Intake}. */
    void intake(Exchange exchange) {
        HistoryRequest request = request(exchange);
        IdsPage page = exchange.getMessage().getBody(IdsPage.class);
        exchange.setProperty(ApprovalRoutes.PAGE, page);
        exchange.getMessage()
                .setBody(new Intake(
                        request.connection().name(),
                        page.query().templateCode(),
                        request.purpose(),
                        page.ids(),
                        request.readSince(),
                        request.finalToo()));
    }

    /** After the intake: what needed no look is unchanged, the cursor moves on; the next page is wanted or not. */
    void advance(Exchange exchange) {
        HistoryRequest request = request(exchange);
        IdsPage page = exchange.getProperty(ApprovalRoutes.PAGE, IdsPage.class);
        Integer known = exchange.getMessage().getBody(Integer.class);
        request.run().addUnchanged(known == null ? 0 : known);
        request.run().addFound(known == null ? 0 : page.ids().size() - known);
        HistoryWindow window = exchange.getProperty(WINDOW, HistoryWindow.class);
        ListingLimits limits = ListingLimits.of(exchange, request.connection());
        boolean isTooFull = window.ids() + page.ids().size() >= limits.idsPerWindow();
        if (isTooFull) {
            split(
                    request,
                    window,
                    "more than " + limits.idsPerWindow() + " approvals were created within seconds at " + window.start()
                            + ": the platform cannot list them all");
        } else {
            exchange.setProperty(WINDOW, windows.advance(window, page.ids().size(), page.next()));
        }
        exchange.getMessage().setBody(!stop.isRaised() && !isTooFull);
    }

    /** A window that is too full is never done: its halves are listed instead. */
    private void split(HistoryRequest request, HistoryWindow window, String otherwise) {
        if (!windows.halve(request.connection().name(), window)) {
            windows.fail(window);
            runs.problem(request.run(), "window", window.label(), otherwise);
        }
    }

    /** A window that could not be listed: begun again where its place was lost, else kept as a problem of the run. */
    void failed(Exchange exchange) {
        HistoryRequest request = request(exchange);
        HistoryWindow window = exchange.getProperty(WINDOW, HistoryWindow.class);
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        if (failure.errorClass() == ErrorClass.QUOTA || failure.errorClass() == ErrorClass.REFUSED || stop.isRaised()) {
            throw failure;
        }
        if (failure instanceof TooWideException) {
            if (window.span().compareTo(NARROW) <= 0 && !windows.hasListed(window)) {
                throw new CallException(
                        ErrorClass.PERMANENT,
                        failure.code(),
                        "No span of time could be listed, down to six hours: " + failure.getMessage());
            }
            split(request, window, failure.getMessage());
            return;
        }
        boolean placeIsLost = window.cursor() != null && window.equals(exchange.getProperty(BEGUN_AT));
        if (placeIsLost && !failure.errorClass().isTransient()) {
            windows.restart(window);
            return;
        }
        windows.fail(window);
        if (request.purpose() == Purpose.SWEEP && !failure.errorClass().isTransient()) {
            // whoever looks again and again must not begin anew for a template that only a person can mend
            runs.note(request.run(), "template", window.label(), failure.getMessage());
        } else {
            runs.problem(request.run(), "template", window.label(), failure.getMessage());
        }
    }

    private static HistoryRequest request(Exchange exchange) {
        return exchange.getProperty(REQUEST, HistoryRequest.class);
    }
}
