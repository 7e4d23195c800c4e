package io.bactrian.api;

import io.bactrian.approval.WorkList;
import io.bactrian.audit.Audit;
import io.bactrian.connection.Address;
import io.bactrian.connection.Channels;
import io.bactrian.connection.Connections;
import io.bactrian.connection.PlatformWords;
import io.bactrian.connection.Settings;
import io.bactrian.message.Messaging;
import io.bactrian.run.StopSignal;
import io.bactrian.service.ManualRuns;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room of the API, put together. */
public final class Api {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Gatekeeper gatekeeper;
    private final ApiRoutes routes;

    /** What it is made of. */
    public record Parts(
            Settings settings,
            ApiKeys keys,
            Connections connections,
            Channels channels,
            PlatformWords words,
            Tables tables,
            WorkList workList,
            ManualRuns runs,
            Messaging messaging,
            ProducerTemplate template,
            ExecutorService threads,
            Audit audit,
            StopSignal stop,
            Clock clock,
            ZoneId zone) {}

    public Api(Parts parts) {
        Times times = new Times(parts.zone());
        gatekeeper = new Gatekeeper(parts.keys(), Keyless.of(parts.settings(), parts.connections()), parts.clock());
        Spelling spelling = parts.messaging()::memberId;
        List<Operation> operations = new ArrayList<>();
        operations.addAll(new PeopleOperations(parts.tables(), times, spelling).all());
        operations.addAll(new ViewOperations(parts.tables(), times, parts.clock()).all());
        operations.addAll(new ApprovalOperations(parts.tables(), times, parts.workList(), spelling).all());
        Duration patience = parts.settings().duration("api.wait");
        operations.addAll(new SyncOperations(parts.runs(), patience).all());
        operations.addAll(new MessageViews(parts.messaging(), parts.tables(), times).all());
        operations.addAll(
                new MessageOperations(parts.template(), parts.threads(), parts.tables(), times, patience).all());
        Places places = new Places(parts.connections(), parts.channels(), parts.words());
        Desk desk = new Desk(gatekeeper, places, parts.audit(), parts.stop());
        routes = new ApiRoutes(operations, desk, new Description(operations, gatekeeper));
    }

    public RouteBuilder routes() {
        return routes;
    }

    /** Once the server listens. */
    public void open(CamelContext context, Address http) {
        ApiFront.open(context, http.port());
        if (!gatekeeper.hasKeys()) {
            LOG.info(gatekeeper.withoutKeys());
        }
    }
}
