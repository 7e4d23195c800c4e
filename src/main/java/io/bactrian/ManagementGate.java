package io.bactrian;

import io.bactrian.audit.Audit;
import io.bactrian.connection.Credentials;
import io.bactrian.connection.OtherPages;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.AuthenticationHandler;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.Service;
import org.apache.camel.VetoCamelContextStartException;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.apache.camel.component.platform.http.vertx.auth.AuthenticationConfig;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for user and password before anything at {@code /observe/jolokia} is done.
 */
final class ManagementGate extends LifecycleStrategySupport {
    /** Without the star Vert.x would compare the whole path, and everything below it would be open. */
    private static final String GUARDED = "/observe/jolokia*";

    private static final Logger LOG = LoggerFactory.getLogger(ManagementGate.class);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final Credentials credentials;
    private final Audit audit;
    private volatile boolean isHung;

    /** What is done behind it by hand is written into {@code audit}. */
    ManagementGate(Credentials credentials, Audit audit) {
        this.credentials = credentials;
        this.audit = audit;
    }

    @Override
    public void onServiceAdd(CamelContext context, Service service, Route route) {
        if (service instanceof ManagementHttpServer server) {
            AuthenticationConfig.AuthenticationConfigEntry entry = new AuthenticationConfig.AuthenticationConfigEntry();
            entry.setPath(GUARDED);
            entry.setAuthenticationProviderFactory(vertx -> null);
            entry.setAuthenticationHandlerFactory(new AuthenticationConfig.AuthenticationHandlerFactory() {
                @Override
                public <T extends AuthenticationProvider> AuthenticationHandler createAuthenticationHandler(T none) {
                    return ManagementGate.this::check;
                }
            });
            AuthenticationConfig authentication = new AuthenticationConfig();
            authentication.getEntries().add(entry);
            authentication.setEnabled(true);
            server.getConfiguration().setAuthenticationConfig(authentication);
            isHung = true;
        }
    }

    @Override
    public void onContextInitializing(CamelContext context) {
        context.getManagementStrategy().setManagementObjectStrategy(new ManagedRoutes(audit, credentials.user()));
    }

    @Override
    public void onContextStarting(CamelContext context) throws VetoCamelContextStartException {
        if (!isHung) {
            throw new VetoCamelContextStartException("Nothing guards the management server", context, true);
        }
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (OtherPages.sent(request::getHeader)) {
            // in the browser of somebody who has given the password
            exchange.response().setStatusCode(FORBIDDEN).end();
        } else if (credentials.areIn(request.getHeader(HttpHeaders.AUTHORIZATION))) {
            if (HttpMethod.POST.equals(request.method())) {
                exchange.next();
            } else {
                // what can be asked by an address alone, a picture on anybody's page can ask
                exchange.response()
                        .putHeader(HttpHeaders.ALLOW, "POST")
                        .setStatusCode(METHOD_NOT_ALLOWED)
                        .end();
            }
        } else {
            if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
                LOG.warn("A wrong user or password for Jolokia came from {}", request.remoteAddress());
            }
            exchange.response()
                    .putHeader("WWW-Authenticate", Credentials.CHALLENGE)
                    .setStatusCode(UNAUTHORIZED)
                    .end();
        }
    }
}
