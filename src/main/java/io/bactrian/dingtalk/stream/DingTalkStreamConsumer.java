package io.bactrian.dingtalk.stream;

import io.bactrian.connection.Connection;
import io.bactrian.dingtalk.DingTalkEventRoutes;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One route's part of the streams: each event that it wants is one exchange. */
public class DingTalkStreamConsumer extends DefaultConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(DingTalkStreamConsumer.class);
    private static final String SOURCE = "stream";

    private final DingTalkStreams streams;
    private final List<Connection> connections;
    private final StreamSubscriber subscriber;
    /** One of a file that is only tried never does, and must not leave in the name of the route that runs. */
    private volatile boolean joined;

    DingTalkStreamConsumer(
            DingTalkStreamEndpoint endpoint,
            Processor processor,
            DingTalkStreams streams,
            List<Connection> connections,
            EventTypes types) {
        super(endpoint, processor);
        this.streams = streams;
        this.connections = connections;
        this.subscriber = new RoutesPart(types);
    }

    /** The same as that of another consumer of the same route: a route that is started again has a new one. */
    private final class RoutesPart implements StreamSubscriber {
        private final EventTypes types;

        private RoutesPart(EventTypes types) {
            this.types = types;
        }

        @Override
        public boolean wants(String eventType) {
            return types.contain(eventType);
        }

        @Override
        public void handle(StreamEvent event) throws Exception {
            process(event);
        }

        private Object route() {
            return getRouteId() == null ? DingTalkStreamConsumer.this : getRouteId();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof RoutesPart part && route().equals(part.route());
        }

        @Override
        public int hashCode() {
            return route().hashCode();
        }
    }

    @Override
    public DingTalkStreamEndpoint getEndpoint() {
        return (DingTalkStreamEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String named = getEndpoint().getConnection();
        if (streams.isElsewhere(named)) {
            LOG.info(
                    "The route '{}' hears nothing: the connection '{}' is served by another process",
                    getRouteId(),
                    named);
        }
        joined = true;
        streams.join(connections, subscriber);
    }

    @Override
    protected void doStop() throws Exception {
        if (joined) {
            streams.leave(connections, subscriber);
        }
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        if (joined) {
            streams.forget(connections, subscriber);
        }
        super.doShutdown();
    }

    private void process(StreamEvent event) throws Exception {
        Exchange exchange = createExchange(false);
        try {
            Message message = exchange.getMessage();
            message.setBody(event.data());
            message.setHeader(DingTalkEventRoutes.CONNECTION, event.connection());
            message.setHeader(DingTalkEventRoutes.EVENT_ID, event.id());
            message.setHeader(DingTalkEventRoutes.EVENT_TYPE, event.type());
            message.setHeader(DingTalkEventRoutes.ARRIVED_TIME, event.arrivedAt());
            message.setHeader(DingTalkEventRoutes.SOURCE, SOURCE);
            if (event.bornAt() != null) {
                message.setHeader(DingTalkEventRoutes.BORN_TIME, event.bornAt());
                message.setHeader(Exchange.MESSAGE_TIMESTAMP, event.bornAt());
            }
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            if (exchange.isRollbackOnly()) {
                throw new IllegalStateException("the route rolled back");
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
