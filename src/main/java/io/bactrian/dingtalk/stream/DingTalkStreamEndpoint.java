package io.bactrian.dingtalk.stream;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Receives what happens in DingTalk over a connection that is opened from here. The body is the event's data, a
 * {@link java.util.Map}; the headers are those of {@link io.bactrian.dingtalk.DingTalkEventRoutes}. An event whose
 * exchange fails, or takes longer than the setting {@code event.acknowledge}, is delivered again.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "dingtalk-stream",
        title = "DingTalk Stream",
        syntax = "dingtalk-stream:topic",
        consumerOnly = true,
        category = {Category.CLOUD, Category.WORKFLOW})
public class DingTalkStreamEndpoint extends DefaultEndpoint {
    @UriPath(description = "What to receive: events.")
    @Metadata(required = true)
    private final String topic;

    @UriParam(
            defaultValue = "*",
            description = "The name of a connection of the configuration, or * for every connection that hears of"
                    + " events by the stream.")
    private String connection = DingTalkStreams.ALL;

    @UriParam(
            description = "Types of events to receive, comma-separated, such as bpms_*,user_leave_org; an asterisk at"
                    + " the end stands for any ending. Without it all are received. What is not received is"
                    + " acknowledged and dropped.")
    private String eventTypes;

    DingTalkStreamEndpoint(String uri, DingTalkStreamComponent component, String topic) {
        super(uri, component);
        this.topic = topic;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        DingTalkStreams streams =
                CamelContextHelper.mandatoryLookup(getCamelContext(), DingTalkStreams.BEAN, DingTalkStreams.class);
        DingTalkStreamConsumer consumer = new DingTalkStreamConsumer(
                this, processor, streams, streams.connections(connection), EventTypes.of(eventTypes));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("dingtalk-stream: only receives; it cannot be sent to.");
    }

    public String getTopic() {
        return topic;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }

    public String getEventTypes() {
        return eventTypes;
    }

    public void setEventTypes(String eventTypes) {
        this.eventTypes = eventTypes;
    }
}
