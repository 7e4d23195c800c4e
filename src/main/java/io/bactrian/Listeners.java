package io.bactrian;

import io.bactrian.audit.Audit;
import io.bactrian.connection.Address;
import io.bactrian.connection.Credentials;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.Settings;
import io.bactrian.page.Page;
import io.bactrian.page.PageParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lets things in: the HTTP servers, and the routes that begin with something else than being called. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    /** Inputs that wait until somebody sends, or until they are told to begin. */
    private static final Set<String> PATIENT = Set.of("direct", "dingtalk-stream");

    /** What our own routes feed is stopped after them. */
    private static final List<String> INNER = List.of("direct:", "seda:", "disruptor:", "vm:");

    private static final long STOP_SECONDS = 5;
    /** Bytes; what is larger is refused before it is read. */
    private static final int LARGEST_BODY = 65_536;

    private final Address http;
    private final Address management;
    private final Optional<Credentials> credentials;

    Listeners(Settings settings) {
        this.http = Address.read(settings, "http.listen");
        this.management = Address.read(settings, "management.listen");
        if (http.port() == management.port()) {
            throw Settings.refuse(
                    "management.listen", "is '" + management + "', and http.listen has that port", "another port");
        }
        this.credentials = Credentials.read(settings);
    }

    Address http() {
        return http;
    }

    Address management() {
        return management;
    }

    /** Lets nobody look into routes without the password, and nobody at all where none is set. */
    void guard(Main main, Audit audit) {
        if (credentials.isEmpty()) {
            LOG.info("Hawtio cannot look into this service: BACTRIAN_MANAGEMENT_PASSWORD is not set");
            return;
        }
        ManagementGate gate = new ManagementGate(credentials.get(), audit);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeConfigure(BaseMainSupport of) {
                of.getCamelContext().addLifecycleStrategy(gate);
            }
        });
    }

    /** Shows the page at the management address; to be called when its server listens. */
    Page open(PageParts parts) {
        Page page = new Page(parts, management, credentials);
        page.start(VertxPlatformHttpRouter.lookup(
                parts.context(), VertxPlatformHttpRouter.getRouterNameFromPort(management.port())));
        return page;
    }

    /** The servers, in Camel's words. */
    Properties servers() {
        requireFree(http, "http.listen (BACTRIAN_HTTP)");
        requireFree(management, "management.listen (BACTRIAN_MANAGEMENT)");
        Properties servers = new Properties();
        servers.setProperty("camel.server.enabled", "true");
        servers.setProperty("camel.server.host", http.host());
        servers.setProperty("camel.server.port", Integer.toString(http.port()));
        servers.setProperty("camel.server.maxBodySize", Integer.toString(LARGEST_BODY));
        servers.setProperty("camel.server.fileUploadEnabled", "false");
        servers.setProperty("camel.management.enabled", "true");
        servers.setProperty("camel.management.host", management.host());
        servers.setProperty("camel.management.port", Integer.toString(management.port()));
        servers.setProperty("camel.management.healthCheckEnabled", "true");
        servers.setProperty("camel.health.exposureLevel", "full");
        servers.setProperty("camel.management.metricsEnabled", "true");
        servers.setProperty("camel.metrics.enabled", "true");
        // it would show the addresses of endpoints, and some addresses are secrets
        servers.setProperty("camel.metrics.enableExchangeEventNotifier", "false");
        servers.setProperty("camel.metrics.clearOnReload", "false");
        servers.setProperty("camel.management.jolokiaEnabled", Boolean.toString(credentials.isPresent()));
        return servers;
    }

    /** Camel would tell of it by a stack trace, after everything else was started. */
    private static void requireFree(Address address, String setting) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
        } catch (IOException e) {
            throw new SettingException("Nothing can listen at " + address + " (" + e.getMessage()
                    + "): end what is there, for example another './bactrian run', or set " + setting + ".");
        }
    }

    /** For whoever is no service: what happens by the clock or comes from outside does not happen. */
    static void leaveOut(CamelContext context) {
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteDefinition route : List.copyOf(model.getRouteDefinitions())) {
            if (!isPatient(route.getInput().getEndpointUri())) {
                try {
                    model.removeRouteDefinition(route);
                } catch (Exception e) {
                    throw new IllegalStateException("A route that is not started can be taken out", e);
                }
            }
        }
    }

    private static boolean isPatient(String uri) {
        int colon = uri.indexOf(':');
        return PATIENT.contains(colon < 0 ? uri : uri.substring(0, colon));
    }

    /** Nothing more is let in; what is in hand is finished, for a while in which all of them share. */
    static void close(CamelContext context) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        for (Route route : List.copyOf(context.getRoutes())) {
            String uri = route.getEndpoint().getEndpointUri();
            if (INNER.stream().noneMatch(uri::startsWith)) {
                try {
                    context.getRouteController().stopRoute(route.getRouteId(), left(end), TimeUnit.MILLISECONDS);
                } catch (Exception e) {
                    LOG.warn("{} did not stop: {}", URISupport.sanitizeUri(uri), e.getMessage());
                }
            }
        }
    }

    private static long left(long end) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }
}
