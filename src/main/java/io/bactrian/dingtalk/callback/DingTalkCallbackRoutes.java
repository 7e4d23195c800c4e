package io.bactrian.dingtalk.callback;

import io.bactrian.callback.PushRoutes;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.dingtalk.DingTalkCallRules;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Events that DingTalk pushes over HTTP, and those that it could not push. */
public final class DingTalkCallbackRoutes extends PushRoutes {
    /** A request of {@code platform-http:}; its answer comes out, whatever was wrong. */
    public static final String CALLBACK = "direct:dingtalk-callback";
    /**
     * A {@link Connection}, its name, or nothing for every connection that has its events pushed; a
     * {@link FailedPushesFetched} comes out.
     */
    public static final String FAILED = "direct:dingtalk-callback-failed";

    private static final String GROUP = "dingtalk";

    private final Connections connections;
    private final CallbackReceiver receiver;
    private final FailedPushes failed;

    /** {@code folder} keeps what was fetched and is not stored yet. */
    public DingTalkCallbackRoutes(Connections connections, ProducerTemplate template, Path folder, Clock clock) {
        this.connections = connections;
        this.receiver = new CallbackReceiver(connections, clock);
        this.failed = new FailedPushes(template, folder, clock);
    }

    @Override
    public void configure() {
        fromPushes(
                        DingTalkCallRules.PLATFORM,
                        "A push of DingTalk: checked, decrypted, told, and answered when it is stored.",
                        receiver.gate())
                .process(receiver::receive)
                .filter(CallbackReceiver::isToTell)
                .to(EventMessage.ENDPOINT)
                .end()
                .process(receiver::acknowledge);

        from(FAILED)
                .routeId("dingtalk-callback-failed")
                .routeGroup(GROUP)
                .description("The pushes that failed: fetched, kept on the disk, and told.")
                .errorHandler(noErrorHandler())
                .process(this::fetchFailed);
    }

    private void fetchFailed(Exchange exchange) {
        FailedPushesFetched fetched = FailedPushesFetched.NOTHING;
        for (Connection connection : meant(exchange.getMessage().getBody())) {
            fetched = fetched.and(failed.fetch(connection));
        }
        exchange.getMessage().setBody(fetched);
    }

    private List<Connection> meant(Object body) {
        if (body instanceof Connection connection) {
            return List.of(connection);
        }
        if (body instanceof String name && !name.isBlank()) {
            return List.of(connections.get(name));
        }
        return connections.all().stream()
                .filter(connection -> connection.platform().equals(DingTalkCallRules.PLATFORM))
                .filter(connection -> connection.events().source() == EventSettings.Source.CALLBACK)
                .toList();
    }
}
