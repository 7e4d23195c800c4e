package io.bactrian.dingtalk.stream;

import com.dingtalk.open.app.api.command.CommandDispatcher;
import com.dingtalk.open.app.stream.network.api.ClientConnectionListener;
import com.dingtalk.open.app.stream.network.api.Context;
import com.dingtalk.open.app.stream.network.api.Session;
import com.dingtalk.open.app.stream.protocol.CommandType;
import com.dingtalk.open.app.stream.protocol.system.SystemTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket, from the first try to its end. The SDK's threads tell it what arrives; whoever keeps it asks it how it
 * is, and is told when that may have changed. Thread-safe.
 */
final class StreamLine implements ClientConnectionListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLine.class);

    private final StreamIntake intake;
    private final Runnable wake;
    /** Answers pings, and refuses what we did not subscribe to. */
    private final CommandDispatcher protocol = new CommandDispatcher(new HashMap<>());

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Session session;
    private volatile boolean goingAway;
    private volatile long heardNanos = System.nanoTime();

    /** {@code wake} is run when the platform wants to close it, and when it is closed. */
    StreamLine(StreamIntake intake, Runnable wake) {
        this.intake = intake;
        this.wake = wake;
    }

    void connected(Session connected) {
        heardNanos = System.nanoTime();
        session = connected;
    }

    @Override
    public void receive(Context context) {
        heardNanos = System.nanoTime();
        try {
            CommandType type = context.getRequest().getType();
            if (type == CommandType.EVENT) {
                intake.take(context);
            } else if (type == CommandType.SYSTEM
                    && SystemTopic.DISCONNECT.equals(context.getRequest().getTopic())) {
                goingAway = true;
                wake.run();
            } else {
                protocol.execute(context);
            }
        } catch (RuntimeException e) {
            LOG.warn("A frame of DingTalk's stream cannot be answered: {}", e.getMessage());
        }
    }

    @Override
    public void onDisConnection(String id) {
        closed.complete(null);
        wake.run();
    }

    /** Done when it is closed, whether or not it was ever connected. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    boolean isAlive() {
        Session held = session;
        return held != null && held.isActive() && !closed.isDone();
    }

    boolean isGoingAway() {
        return goingAway;
    }

    /** For how long nothing was heard, as far as that matters: one that is silent for too long is closed. */
    Duration silence(Duration longest) {
        Duration silence = Duration.ofNanos(System.nanoTime() - heardNanos);
        return silence.compareTo(longest) < 0 ? silence : longest;
    }

    void close() {
        Session held = session;
        if (held != null) {
            held.close();
        }
    }
}
