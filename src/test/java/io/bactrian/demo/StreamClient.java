package io.bactrian.demo;

import com.dingtalk.open.app.api.KeepAliveOption;
import com.dingtalk.open.app.api.OpenDingTalkClient;
import com.dingtalk.open.app.api.OpenDingTalkStreamClientBuilder;
import com.dingtalk.open.app.api.message.GenericOpenDingTalkEvent;
import com.dingtalk.open.app.api.security.AuthClientCredential;
import com.dingtalk.open.app.stream.protocol.event.EventAckStatus;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The platform's own client, connected to a stand-in. */
final class StreamClient implements AutoCloseable {
    private final List<GenericOpenDingTalkEvent> received = new CopyOnWriteArrayList<>();
    private final OpenDingTalkClient client;

    private StreamClient(StandIn standIn, Function<GenericOpenDingTalkEvent, EventAckStatus> listener)
            throws Exception {
        EventStream stream = standIn.openStream();
        System.setProperty("javax.net.ssl.trustStore", stream.trustStore().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", stream.trustStorePassword());
        OpenDingTalkStreamClientBuilder builder = OpenDingTalkStreamClientBuilder.custom()
                .credential(new AuthClientCredential(standIn.clientId(), standIn.clientSecret()))
                .keepAlive(KeepAliveOption.create().withKeepAliveIdleMill(1000L))
                .registerAllEventListener(event -> {
                    received.add(event);
                    return listener.apply(event);
                });
        Method host = OpenDingTalkStreamClientBuilder.class.getDeclaredMethod("openApiHost", String.class);
        host.setAccessible(true);
        host.invoke(builder, standIn.url());
        client = builder.build();
        client.start();
    }

    static StreamClient start(StandIn standIn, Function<GenericOpenDingTalkEvent, EventAckStatus> listener) {
        try {
            return new StreamClient(standIn, listener);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static StreamClient start(StandIn standIn) {
        return start(standIn, event -> EventAckStatus.SUCCESS);
    }

    List<GenericOpenDingTalkEvent> received() {
        return received;
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
