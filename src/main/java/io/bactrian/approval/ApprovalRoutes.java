package io.bactrian.approval;

import io.bactrian.call.CallException;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.Failures;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Approvals, for every platform: runs, discovery, reading, storing. */
public final class ApprovalRoutes extends RouteBuilder {
    /** One run: discovery and draining side by side. Body: {@link ApprovalRun}. */
    public static final String RUN = "direct:approval-run";
    /** Discovery by creation time. Body: {@link HistoryRequest}. */
    public static final String HISTORY = "direct:approval-history";
    /** Discovery of approvals that are no longer open. Body: {@link Sweep.Request}. */
    public static final String SWEEP = "direct:approval-sweep";
    /** Discovery of final approvals that deserve a second look. Body: {@link Refresh.Request}. */
    public static final String REFRESH = "direct:approval-refresh";
    /** Discovery by nothing: only what is on the list already. */
    public static final String NOTHING = "direct:approval-nothing";
    /** Puts ids on the work list. Body: {@link Intake}; out: how many needed no look. */
    public static final String INTAKE = "direct:approval-intake";
    /** Stores what a platform has told. Body: {@link ApprovalEvent}; returns when it is committed. */
    public static final String EVENT = "direct:approval-event";
    /** Reads and stores the templates. Body: a connection; out: a list of {@link Template}s. */
    public static final String TEMPLATES = "direct:approval-templates";

    static final String READ = "direct:approval-read";
    static final String SETTLE = "direct:approval-settle";
    static final String HISTORY_PAGE = "direct:approval-history-page";
    static final String SWEEP_PAGE = "direct:approval-sweep-page";
    static final String NAMES = "direct:directory-names";

    static final String CONNECTION = "BactrianConnection";
    static final String DISCOVERY = "BactrianDiscovery";
    static final String PAGE = "BactrianIdsPage";

    private static final Logger OPERATOR = LoggerFactory.getLogger("io.bactrian.routes");
    private static final String DETAIL = "BactrianDetailEndpoint";
    private static final String GROUP = "approval";
    private static final int WINDOWS_AT_ONCE = 4;

    private final ApprovalParts parts;
    private final Connections connections;
    private final ExecutorService threads;

    /** {@code threads} let a run discover and drain at the same time. */
    public ApprovalRoutes(ApprovalParts parts, Connections connections, ExecutorService threads) {
        this.parts = parts;
        this.connections = connections;
        this.threads = threads;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        configureRun();
        configureHistory();
        configureReading();
    }

    private void configureRun() {
        from(RUN)
                .routeId("approval-run")
                .routeGroup(GROUP)
                .description("One run: discovery fills the work list while the drain empties it.")
                .process(parts.runner()::begin)
                // names that are known by now are carried to what is there, or they would be to all that is to come
                .process(parts.runner()::repairNames)
                .multicast()
                .parallelProcessing()
                .executorService(threads)
                .to("direct:approval-discover", "direct:approval-drain")
                .end()
                .process(parts.runner()::repairNames)
                .filter(parts.runner()::learnsTemplates)
                .to("direct:approval-learn")
                .end();

        from("direct:approval-learn")
                .routeId("approval-learn")
                .routeGroup(GROUP)
                .description("Notes the templates that approvals have named, where the platform lists none.")
                .doTry()
                .process(parts.runner()::connection)
                .to(TEMPLATES)
                .doCatch(CallException.class)
                .log(LoggingLevel.WARN, "io.bactrian.approval", "Names of templates are missing: ${exception.message}")
                .doFinally()
                .process(parts.runner()::body)
                .end();

        from("direct:approval-discover")
                .routeId("approval-discover")
                .routeGroup(GROUP)
                .description("Finds what may have changed; a failure is kept, and what is on the list is drained.")
                .doTry()
                .process(parts.runner()::request)
                .toD("${exchangeProperty." + DISCOVERY + "}")
                .doCatch(Exception.class)
                .process(parts.runner()::discoveryFailed)
                .doFinally()
                .process(parts.runner()::discovered)
                .end();

        from("direct:approval-drain")
                .routeId("approval-drain")
                .routeGroup(GROUP)
                .description("Reads each approval on the list once and writes it down.")
                .doTry()
                .process(parts.runner()::drain)
                .doCatch(Exception.class)
                .process(parts.runner()::drainFailed)
                .end();

        from(NOTHING)
                .routeId("approval-nothing")
                .routeGroup(GROUP)
                .description("Discovers nothing: the list is drained as it is.")
                .log(LoggingLevel.DEBUG, "Draining the list as it is");

        from(INTAKE)
                .routeId("approval-intake")
                .routeGroup(GROUP)
                .description("Puts ids on the work list, one row each, however often they are asked for.")
                .bean(parts.workList(), "add");

        from(EVENT)
                .routeId("approval-event")
                .routeGroup(GROUP)
                .description("Writes down what an event says, and puts the approval on the list where there is more.")
                .process(parts.events()::store);

        from(TEMPLATES)
                .routeId("approval-templates")
                .routeGroup(GROUP)
                .description("Reads the templates that the app can see, and stores them.")
                .setProperty(CONNECTION, body())
                .toD("direct:${body.platform}-templates")
                .process(parts.templates()::store);
    }

    private void configureHistory() {
        from(HISTORY)
                .routeId("approval-history")
                .routeGroup(GROUP)
                .description("Lists every approval of a span of time, in windows that the platform allows.")
                .process(parts.history()::begin)
                .choice()
                .when(simple("${body.isEmpty}"))
                .setBody(simple("${exchangeProperty." + History.REQUEST + ".connection}"))
                .to(TEMPLATES)
                .process(Templates::codes)
                .end()
                .process(parts.history()::plan)
                .loopDoWhile(parts.history()::hasOpenWindows)
                .toD("direct:approval-history-windows-${exchangeProperty." + History.REQUEST + ".connection.name}")
                .process(parts.history()::openWindows)
                .end();

        connections.all().forEach(this::configureWindows);

        from("direct:approval-history-window")
                .routeId("approval-history-window")
                .routeGroup(GROUP)
                .description("Lists one window of one template, from where it was left.")
                .doTry()
                .process(parts.history()::query)
                .toD("direct:${body.connection.platform}-approval-ids")
                .doCatch(CallException.class)
                .process(parts.history()::failed)
                .end();

        from(HISTORY_PAGE)
                .routeId("approval-history-page")
                .routeGroup(GROUP)
                .description("First the ids onto the list, then the cursor past the page.")
                .process(parts.history()::intake)
                .to("{{approval.intake}}")
                .process(parts.history()::advance);
    }

    /** Each connection has threads of its own, so that one that does not answer holds up no other. */
    private void configureWindows(Connection connection) {
        // few: whoever lists waits for the pace with a socket in hand
        ExecutorService windows = getContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "approval-windows-" + connection.name(), WINDOWS_AT_ONCE);
        from("direct:approval-history-windows-" + connection.name())
                .routeId("approval-history-windows-" + connection.name())
                .routeGroup(GROUP)
                .description("Lists the windows of one connection side by side.")
                .split(body())
                .parallelProcessing()
                .synchronous()
                .executorService(windows)
                .stopOnException()
                .to("direct:approval-history-window")
                .end();
    }

    private void configureReading() {
        from(READ)
                .routeId("approval-read")
                .routeGroup(GROUP)
                .description("Reads one approval from its platform.")
                .process(ApprovalRoutes::detailEndpoint)
                .toD("${exchangeProperty." + DETAIL + "}");

        from(SETTLE)
                .routeId("approval-settle")
                .routeGroup(GROUP)
                .description("Names a batch of approvals, stores it in one transaction, and tells what changed.")
                .process(parts.settlement()::askForNames)
                .to(NAMES)
                .process(parts.settlement()::store)
                .split(body())
                .to("direct:approval-tell")
                .end();

        from("direct:approval-tell")
                .routeId("approval-tell")
                .routeGroup(GROUP)
                .description("Hands a change to the routes of the operator; their failure is theirs, not the drain's.")
                .doTry()
                .to("{{approval.changed}}")
                .doCatch(Exception.class)
                .process(ApprovalRoutes::tellFailure)
                .end();
    }

    private static void tellFailure(Exchange exchange) {
        Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        OPERATOR.warn("What follows a change failed, the approval is stored: {}", Failures.inWords(failure));
    }

    /** As a property, because looking into the body by reflection costs as much as the rest of the route. */
    private static void detailEndpoint(Exchange exchange) {
        DetailQuery query = exchange.getMessage().getBody(DetailQuery.class);
        exchange.setProperty(DETAIL, query.connection().endpoint("approval-detail"));
    }
}
