package io.bactrian.route;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.direct.DirectProducer;
import org.apache.camel.spi.annotations.Component;

/**
 * Camel's {@code direct:}, with a gate before each endpoint that a file serves. While its route is replaced callers wait
 * for the new one, instead of finding nobody there.
 */
@Component("direct")
public final class GatedDirectComponent extends DirectComponent {
    private static final String TICKET = "BactrianInHand";

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();
    private volatile Set<String> replaced = Set.of();

    /** Shared by an exchange and its copies, for as long as the first of them is inside. */
    private static final class Ticket {
        private volatile boolean isOver;
    }

    /** The gate of an endpoint, which stays. */
    Gate gate(String key) {
        return gates.computeIfAbsent(key, name -> new Gate());
    }

    /** What began in these routes is in hand of who is being replaced, and passes. */
    void replacing(Set<String> routeIds) {
        replaced = Set.copyOf(routeIds);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DirectEndpoint endpoint = new GatedEndpoint(uri, this, remaining);
        endpoint.setBlock(isBlock());
        endpoint.setTimeout(getTimeout());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private boolean isInHand(Exchange exchange) {
        Ticket ticket = exchange.getProperty(TICKET, Ticket.class);
        return ticket != null && !ticket.isOver
                || exchange.getFromRouteId() != null && replaced.contains(exchange.getFromRouteId());
    }

    private static final class GatedEndpoint extends DirectEndpoint {
        private final GatedDirectComponent component;
        private final String key;
        /** As consumers register themselves. */
        private final String consumerKey;

        GatedEndpoint(String uri, GatedDirectComponent component, String key) {
            super(uri, component);
            this.component = component;
            this.key = key;
            int query = uri.indexOf('?');
            this.consumerKey = query < 0 ? uri : uri.substring(0, query);
        }

        @Override
        public Producer createProducer() {
            return new GatedProducer(this);
        }
    }

    private static final class GatedProducer extends DirectProducer {
        private final GatedEndpoint endpoint;

        GatedProducer(GatedEndpoint endpoint) {
            super(endpoint, endpoint.consumerKey);
            this.endpoint = endpoint;
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            Gate gate = endpoint.component.gates.get(endpoint.key);
            if (gate == null) {
                super.process(exchange);
                return;
            }
            Ticket ticket = enter(gate, exchange);
            try {
                super.process(exchange);
            } finally {
                leave(gate, ticket, exchange);
            }
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Gate gate = endpoint.component.gates.get(endpoint.key);
            if (gate == null) {
                return super.process(exchange, callback);
            }
            Ticket ticket;
            try {
                ticket = enter(gate, exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                exchange.setException(e);
                callback.done(true);
                return true;
            }
            return super.process(exchange, isSync -> {
                leave(gate, ticket, exchange);
                callback.done(isSync);
            });
        }

        /** The ticket that was made for it; {@code null} when it has one already. */
        private Ticket enter(Gate gate, Exchange exchange) throws InterruptedException {
            if (endpoint.component.isInHand(exchange)) {
                gate.follow();
                return null;
            }
            gate.enter();
            Ticket ticket = new Ticket();
            exchange.setProperty(TICKET, ticket);
            return ticket;
        }

        private static void leave(Gate gate, Ticket ticket, Exchange exchange) {
            if (ticket != null) {
                ticket.isOver = true;
                exchange.removeProperty(TICKET);
            }
            gate.leave();
        }
    }
}
