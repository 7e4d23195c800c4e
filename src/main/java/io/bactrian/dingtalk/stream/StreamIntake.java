package io.bactrian.dingtalk.stream;

import com.dingtalk.open.app.api.message.EventHeaders;
import com.dingtalk.open.app.stream.network.api.Context;
import com.dingtalk.open.app.stream.protocol.ProtocolRequestFacade;
import com.dingtalk.open.app.stream.protocol.event.EventAckStatus;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bactrian.connection.Connection;
import io.bactrian.event.NotStoredException;
import io.bactrian.route.Gate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the events of one connection and answers each of them once: {@code SUCCESS} when everybody who wants it is done
 * with it, {@code LATER} when one of them failed or when it took too long. Thread-safe; the SDK's threads never wait.
 */
final class StreamIntake {
    private static final Logger LOG = LoggerFactory.getLogger(StreamIntake.class);
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .readerForMapOf(Object.class);
    private static final int MOST_WAITING = 10_000;
    private static final int IDLE_SECONDS = 30;

    private final String connection;
    private final Duration acknowledge;
    private final Clock clock;
    /** Closed while somebody who wants events is replaced. */
    private final Gate gate;

    private final List<StreamSubscriber> subscribers = new CopyOnWriteArrayList<>();
    /** Those of them that are stopped and not gone: what they want is nobody else's, and must come again. */
    private final Set<StreamSubscriber> paused = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor deadlines;
    private final LaterLog log;
    private volatile Long lastEvent;

    StreamIntake(Connection connection, StreamOptions options, Clock clock, Gate gate) {
        this.connection = connection.name();
        this.acknowledge = options.acknowledge();
        this.clock = clock;
        this.gate = gate;
        this.log = new LaterLog(connection.name(), clock);
        this.workers = new ThreadPoolExecutor(
                options.threads(),
                options.threads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                StreamThreads.of(connection.name(), "event"));
        this.workers.allowCoreThreadTimeOut(true);
        this.deadlines = new ScheduledThreadPoolExecutor(1, StreamThreads.of(connection.name(), "deadline"));
        this.deadlines.setRemoveOnCancelPolicy(true);
        this.deadlines.setExecuteExistingDelayedTasksAfterShutdownPolicy(true);
    }

    /** It takes events, from now on or again. */
    void add(StreamSubscriber subscriber) {
        put(subscriber);
        paused.remove(subscriber);
    }

    /** It takes none for now; what it wants is not acknowledged until it does again, or is gone. */
    void pause(StreamSubscriber subscriber) {
        paused.add(subscriber);
        put(subscriber);
    }

    /** At no moment there is neither the new one nor the one whose place it takes. */
    private void put(StreamSubscriber subscriber) {
        if (subscribers.contains(subscriber)) {
            subscribers.replaceAll(other -> other.equals(subscriber) ? subscriber : other);
        } else {
            subscribers.add(subscriber);
        }
    }

    /** It is gone: what only it wants is wanted by nobody. */
    void remove(StreamSubscriber subscriber) {
        // not the one that has taken its place already
        subscribers.removeIf(other -> other == subscriber || other.equals(subscriber) && paused.contains(other));
        paused.remove(subscriber);
    }

    /** Whether nobody else takes events. */
    boolean isOnly(StreamSubscriber subscriber) {
        return subscribers.contains(subscriber)
                && subscribers.stream().allMatch(other -> other.equals(subscriber) || paused.contains(other));
    }

    /** Whether somebody takes events. */
    boolean isWanted() {
        return subscribers.stream().anyMatch(subscriber -> !paused.contains(subscriber));
    }

    /** Whether somebody wants events and takes none for now. */
    boolean isIncomplete() {
        return !paused.isEmpty();
    }

    /** When the last event arrived by our own clock; {@code null} if none did. */
    Long lastEvent() {
        return lastEvent;
    }

    void take(Context context) {
        long arrivedAt = clock.millis();
        lastEvent = arrivedAt;
        StreamAnswer answer = new StreamAnswer(context);
        try {
            answer.atTheLatest(deadlines.schedule(
                    () -> later(answer, "it was not done within " + acknowledge.toMillis() + " ms"),
                    acknowledge.toMillis(),
                    TimeUnit.MILLISECONDS));
            workers.execute(() -> handle(context.getRequest(), arrivedAt, answer));
        } catch (RejectedExecutionException e) {
            later(answer, workers.isShutdown() ? "the service is being stopped" : "too many events are waiting");
        }
    }

    /** Nothing new is taken; what is in hand is finished and answered. */
    void stopTaking() {
        workers.shutdown();
        deadlines.shutdown();
    }

    /** Waits until everything in hand is answered, which the acknowledgement time bounds. */
    void awaitAnswers() throws InterruptedException {
        if (!workers.awaitTermination(acknowledge.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("{}: some events were not done when the stream was stopped; they come again.", connection);
            workers.shutdownNow();
        }
        deadlines.awaitTermination(1, TimeUnit.SECONDS);
        deadlines.shutdownNow();
    }

    private void handle(ProtocolRequestFacade request, long arrivedAt, StreamAnswer answer) {
        if (answer.isGiven()) {
            // it waited for so long that it is on its way again
            return;
        }
        try {
            StreamEvent event = read(request, arrivedAt);
            if (event == null) {
                LOG.warn("{}: an event holds no JSON object, so nothing is done about it.", connection);
            } else {
                tell(event);
            }
            answer.give(EventAckStatus.SUCCESS);
        } catch (Exception | Error e) {
            later(answer, reason(e));
        }
    }

    private void tell(StreamEvent event) throws Exception {
        if (!gate.enter(acknowledge)) {
            throw new IllegalStateException("the routes are being replaced");
        }
        try {
            if (!isWanted()) {
                // the last route was taken away while this waited
                throw new IllegalStateException("no route takes events any more");
            }
            List<StreamSubscriber> wanting = subscribers.stream()
                    .filter(subscriber -> subscriber.wants(event.type()))
                    .toList();
            if (wanting.stream().anyMatch(paused::contains)) {
                throw new IllegalStateException("a route that takes them is stopped");
            }
            for (StreamSubscriber subscriber : wanting) {
                subscriber.handle(event);
            }
        } finally {
            gate.leave();
        }
    }

    /** {@code null} where it cannot be read, which it could not the next time either. */
    private StreamEvent read(ProtocolRequestFacade request, long arrivedAt) {
        try {
            Map<String, Object> data = JSON.readValue(Objects.requireNonNullElse(request.getData(), ""));
            String type = Objects.requireNonNullElse(request.getHeader(EventHeaders.TYPE), "");
            return data == null
                    ? null
                    : new StreamEvent(connection, id(request), type, bornAt(request), arrivedAt, data);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private void later(StreamAnswer answer, String why) {
        if (answer.give(EventAckStatus.LATER)) {
            log.say(why);
        }
    }

    private static String id(ProtocolRequestFacade request) {
        String id = request.getHeader(EventHeaders.ID);
        return id == null ? request.getMessageId() : id;
    }

    private static Long bornAt(ProtocolRequestFacade request) {
        String text = request.getHeader(EventHeaders.TIME);
        try {
            return text == null ? null : Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String reason(Throwable e) {
        Throwable root = e;
        while (!(root instanceof NotStoredException) && root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
