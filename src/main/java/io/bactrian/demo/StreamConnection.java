package io.bactrian.demo;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.ServerWebSocket;

/** One open WebSocket. */
final class StreamConnection {
    private final String id;
    private final ServerWebSocket socket;
    private final Channel channel;
    private volatile boolean silent;
    private volatile boolean leaving;
    private volatile String pinged = "";

    StreamConnection(String id, ServerWebSocket socket, Channel channel) {
        this.id = id;
        this.socket = socket;
        this.channel = channel;
    }

    String id() {
        return id;
    }

    /** Sends, unless the connection is half open: then the frame is gone. */
    void send(String frame) {
        if (!silent) {
            socket.writeTextMessage(frame);
        }
    }

    /** From now on nothing is read and nothing is sent, not even what WebSocket itself would answer. */
    void silence() {
        silent = true;
        channel.config().setAutoRead(false);
    }

    /** Sends the frame that says goodbye; events go to others from now on. */
    void leave(String frame) {
        send(frame);
        leaving = true;
    }

    boolean leaving() {
        return leaving;
    }

    /** The ping that waits for its answer, or empty. */
    String pinged() {
        return pinged;
    }

    void pinged(String messageId) {
        pinged = messageId;
    }

    /** Ends TCP as an orderly server does. */
    void close() {
        channel.close();
    }

    /** Resets TCP, without a farewell of TLS or WebSocket. */
    void cut() {
        channel.eventLoop().execute(() -> {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.unsafe().close(channel.newPromise());
            }
        });
    }
}
