package io.bactrian.call;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Settings;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;

/** The room of the door, put together: what other rooms need of it. */
public final class Door {
    private static final int SPARE_SOCKETS = 8;

    private final UsageLedger ledger;
    private final CallDoor door;
    private final CallRoutes routes;
    private final Duration connectTimeout;
    private final Duration timeout;

    public Door(
            Settings settings,
            Collection<CallRules> platforms,
            Database database,
            Tables tables,
            Clock clock,
            ZoneId zone) {
        Map<String, CallRules> rules =
                platforms.stream().collect(Collectors.toMap(CallRules::platform, Function.identity()));
        this.ledger = new UsageLedger(clock, zone, tables.jdbc(), tables.transactions());
        this.door = new CallDoor(
                rules,
                new TokenStore(clock),
                new Pace(clock, database.dataSource()),
                ledger,
                clock,
                settings.duration("call.ban-pause"));
        this.routes = new CallRoutes(
                door, (int) settings.number("call.retries", 0, 20), settings.duration("call.retry-delay"));
        this.connectTimeout = settings.duration("call.connect-timeout");
        this.timeout = settings.duration("call.timeout");
    }

    /** Sets up HTTP in {@code context}, and a client for each connection; {@code parallel} calls at a time at most. */
    public void open(
            CamelContext context, Collection<Connection> connections, ProducerTemplate template, int parallel) {
        for (String scheme : new String[] {"http", "https"}) {
            HttpComponent http = context.getComponent(scheme, HttpComponent.class);
            http.setConnectTimeout(connectTimeout.toMillis());
            http.setConnectionRequestTimeout(timeout.toMillis());
            http.setResponseTimeout(timeout.toMillis());
            http.setSoTimeout(timeout.toMillis());
            http.setAutomaticRetriesDisabled(true);
            http.setConnectionsPerRoute(parallel + SPARE_SOCKETS);
            http.setMaxTotalConnections(2 * (parallel + SPARE_SOCKETS));
        }
        for (Connection connection : connections) {
            door.connect(context, connection, template);
        }
    }

    public RouteBuilder routes() {
        return routes;
    }

    public UsageLedger ledger() {
        return ledger;
    }
}
