package io.bactrian.dingtalk.stream;

import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.event.StreamHealthCheck;
import io.bactrian.route.Gate;
import io.bactrian.route.Holdable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheckRegistry;

/**
 * The streams of this process, in the registry under {@link #BEAN}: one for each connection, however many routes
 * consume from it, because DingTalk gives an event to any one of an app's streams. None is opened before
 * {@link #listen}, so that a command that only loads the routes takes no events away from the running service.
 * While routes are replaced the streams stay open and events wait, no longer than they may. Thread-safe.
 */
public final class DingTalkStreams implements Holdable {
    public static final String BEAN = "dingTalkStreams";
    static final String ALL = "*";

    private final StreamParts parts;
    private final Map<String, Stream> streams = new LinkedHashMap<>();
    /** Who wants events of a connection and takes none for now: whether or not the stream is there meanwhile. */
    private final Set<Paused> paused = new LinkedHashSet<>();

    private final Gate gate = new Gate();
    private boolean listening;
    private boolean held;

    public DingTalkStreams(StreamParts parts) {
        this.parts = parts;
    }

    /** A stream and its health check. */
    private record Stream(StreamKeeper keeper, StreamHealthCheck health) {}

    private record Paused(String connection, StreamSubscriber subscriber) {}

    /** Opens the streams that routes consume from, now and later. */
    public synchronized void listen() {
        listening = true;
        streams.values().forEach(this::open);
    }

    /**
     * The connection of that name, or none when another process serves it; those whose events come by the stream for
     * {@code *}.
     */
    List<Connection> connections(String name) {
        if (ALL.equals(name)) {
            return parts.connections().all().stream()
                    .filter(connection -> connection.events().source() == EventSettings.Source.STREAM)
                    .toList();
        }
        return isElsewhere(name) ? List.of() : List.of(parts.connections().get(name));
    }

    /** Whether another process serves it. */
    boolean isElsewhere(String name) {
        return parts.connections().isElsewhere(name);
    }

    synchronized void join(List<Connection> connections, StreamSubscriber subscriber) {
        for (Connection connection : connections) {
            Stream stream = streams.get(connection.name());
            boolean isNew = stream == null;
            if (isNew) {
                stream = new Stream(
                        new StreamKeeper(connection, parts, gate),
                        new StreamHealthCheck(connection.name(), parts.states(), parts.gaps()));
                streams.put(connection.name(), stream);
                pauseThose(connection.name(), stream.keeper.intake());
            }
            paused.remove(new Paused(connection.name(), subscriber));
            stream.keeper.intake().add(subscriber);
            tellWhetherComplete(stream);
            if (isNew && listening) {
                open(stream);
            }
        }
    }

    private void pauseThose(String connection, StreamIntake intake) {
        paused.stream().filter(one -> one.connection.equals(connection)).forEach(one -> intake.pause(one.subscriber));
    }

    /**
     * It takes nothing until it joins again, and what it wants is not acknowledged meanwhile. Returns when what is in hand
     * of the streams that nobody else consumes from is answered, and they are closed.
     */
    synchronized void leave(List<Connection> connections, StreamSubscriber subscriber) throws InterruptedException {
        List<Stream> deserted = new ArrayList<>();
        for (Connection connection : connections) {
            paused.add(new Paused(connection.name(), subscriber));
            Stream stream = streams.get(connection.name());
            if (stream != null && !held && stream.keeper.intake().isOnly(subscriber)) {
                deserted.add(streams.remove(connection.name()));
            } else if (stream != null) {
                stream.keeper.intake().pause(subscriber);
                tellWhetherComplete(stream);
            }
        }
        close(deserted);
    }

    /** It has left for good. */
    synchronized void forget(List<Connection> connections, StreamSubscriber subscriber) {
        for (Connection connection : connections) {
            paused.remove(new Paused(connection.name(), subscriber));
            Stream stream = streams.get(connection.name());
            if (stream != null) {
                stream.keeper.intake().remove(subscriber);
                tellWhetherComplete(stream);
            }
        }
    }

    private void tellWhetherComplete(Stream stream) {
        // who is replaced misses nothing: events wait for the new one
        if (!held) {
            stream.keeper.complete(!stream.keeper.intake().isIncomplete());
        }
    }

    /**
     * Closes all streams at the same time, for good: what is in hand is finished by the routes, which are still there;
     * nothing else is taken.
     */
    public synchronized void close() {
        listening = false;
        List<Stream> all = List.copyOf(streams.values());
        streams.clear();
        try {
            close(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hold(Duration patience) throws InterruptedException {
        gate.close();
        synchronized (this) {
            held = true;
        }
        return gate.awaitEmpty(patience);
    }

    /** Streams that nobody consumes from any more are closed. */
    @Override
    public void release() {
        gate.open();
        synchronized (this) {
            held = false;
            List<Stream> deserted = new ArrayList<>();
            streams.values().removeIf(stream -> !stream.keeper.intake().isWanted() && deserted.add(stream));
            streams.values().forEach(this::tellWhetherComplete);
            try {
                close(deserted);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void close(List<Stream> deserted) throws InterruptedException {
        deserted.forEach(stream -> stream.keeper.stopTaking());
        for (Stream stream : deserted) {
            close(stream);
        }
    }

    private void open(Stream stream) {
        stream.keeper.start();
        HealthCheckRegistry health = health();
        if (health != null) {
            health.register(stream.health);
        }
    }

    private void close(Stream stream) throws InterruptedException {
        stream.keeper.stop();
        HealthCheckRegistry health = health();
        if (health != null) {
            health.unregister(stream.health);
        }
    }

    private HealthCheckRegistry health() {
        return HealthCheckRegistry.get(parts.template().getCamelContext());
    }
}
