package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes events to whoever is connected, each one to a connection that chance picks, until it is answered with SUCCESS.
 * All of its state belongs to one thread; its methods may be called from any.
 */
final class StreamPusher {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPusher.class);

    private static final class Delivery {
        private final CompanyEvent event;
        private int attempts;
        private boolean ended;

        Delivery(CompanyEvent event) {
            this.event = event;
        }
    }

    /** @param decides false for the second copy of a frame, whose answer is only counted */
    private record Frame(Delivery delivery, String messageId, long sentAt, boolean decides) {}

    private final StreamFaults faults;
    private final StreamMeter meter;
    private final ScheduledExecutorService thread;
    private final Map<String, StreamConnection> open = new LinkedHashMap<>();
    private final Map<String, Frame> unanswered = new HashMap<>();
    /** Answers that came too late are counted, and change nothing. */
    private final Map<String, Frame> tooLate = new LinkedHashMap<>();

    private final List<Delivery> kept = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    /** Who is told that he is connected, and is not yet among those who are pushed to. */
    private final AtomicInteger joining = new AtomicInteger();

    private long messages;

    StreamPusher(StreamFaults faults, StreamMeter meter, ScheduledExecutorService thread) {
        this.faults = faults;
        this.meter = meter;
        this.thread = thread;
    }

    int connected() {
        return connected.get();
    }

    void happened(CompanyEvent event) {
        meter.happened(event);
        run(() -> push(new Delivery(event)));
    }

    /** Somebody is about to be connected: {@link #joined} follows, or {@link #stayedAway}. */
    void joins() {
        joining.incrementAndGet();
    }

    void stayedAway() {
        joining.decrementAndGet();
    }

    void joined(StreamConnection connection) {
        run(() -> {
            joining.decrementAndGet();
            open.put(connection.id(), connection);
            connected.set(open.size());
            meter.connected();
            after(faults.pingEvery(), () -> ping(connection));
            List<Delivery> waiting = List.copyOf(kept);
            kept.clear();
            waiting.forEach(this::push);
        });
    }

    void left(StreamConnection connection) {
        run(() -> {
            open.remove(connection.id());
            connected.set(open.size());
        });
    }

    void heard(StreamConnection connection, JsonNode answer, long at) {
        run(() -> {
            String messageId = StreamFrames.answered(answer);
            if (messageId.equals(connection.pinged())) {
                connection.pinged("");
                return;
            }
            Frame frame = unanswered.remove(messageId);
            Frame counted = frame == null ? tooLate.remove(messageId) : frame;
            if (counted != null) {
                String status = StreamFrames.status(answer);
                CompanyEvent event = counted.delivery().event;
                meter.answered(event.id(), messageId, status, Duration.ofNanos(at - counted.sentAt()));
                if (frame != null && frame.decides()) {
                    judge(frame.delivery(), status.equals("SUCCESS"));
                }
            }
        });
    }

    void cut() {
        run(() -> {
            open.values().forEach(StreamConnection::cut);
            open.clear();
            connected.set(0);
        });
    }

    void silence() {
        run(() -> open.values().forEach(StreamConnection::silence));
    }

    void disconnect() {
        run(() -> open.values().stream().filter(each -> !each.leaving()).forEach(connection -> {
            connection.leave(StreamFrames.disconnect(messageId()));
            after(faults.farewell(), connection::close);
        }));
    }

    private void push(Delivery delivery) {
        List<StreamConnection> candidates =
                open.values().stream().filter(each -> !each.leaving()).toList();
        if (candidates.isEmpty() && joining.get() > 0) {
            after(Duration.ofMillis(5), () -> push(delivery));
        } else if (candidates.isEmpty() && faults.kept()) {
            kept.add(delivery);
        } else if (candidates.isEmpty() && delivery.attempts == 0) {
            end(delivery, StreamedEvent.Outcome.LOST);
        } else if (candidates.isEmpty()) {
            delivery.attempts++;
            judge(delivery, false);
        } else {
            delivery.attempts++;
            send(delivery, candidates, true);
            if (faults.twice()) {
                send(delivery, candidates, false);
            }
        }
    }

    private void send(Delivery delivery, List<StreamConnection> candidates, boolean decides) {
        long longest = faults.shuffle().toNanos();
        long pause = longest == 0 ? 0 : ThreadLocalRandom.current().nextLong(longest);
        StreamConnection connection = candidates.get(ThreadLocalRandom.current().nextInt(candidates.size()));
        if (pause == 0) {
            send(delivery, connection, decides);
        } else {
            after(Duration.ofNanos(pause), () -> send(delivery, connection, decides));
        }
    }

    private void send(Delivery delivery, StreamConnection connection, boolean decides) {
        String messageId = messageId();
        String text = StreamFrames.event(delivery.event, messageId, connection.id());
        meter.pushed(delivery.event.id(), messageId, connection.id());
        unanswered.put(messageId, new Frame(delivery, messageId, System.nanoTime(), decides));
        after(faults.answerTimeout(), () -> expire(messageId));
        connection.send(text);
    }

    private void expire(String messageId) {
        Frame frame = unanswered.remove(messageId);
        if (frame != null) {
            tooLate.put(messageId, frame);
            if (tooLate.size() > 10_000) {
                tooLate.remove(tooLate.keySet().iterator().next());
            }
            if (frame.decides()) {
                judge(frame.delivery(), false);
            }
        }
    }

    private void judge(Delivery delivery, boolean success) {
        if (success) {
            end(delivery, StreamedEvent.Outcome.SUCCESS);
        } else if (delivery.attempts >= faults.attempts()) {
            end(delivery, StreamedEvent.Outcome.GIVEN_UP);
        } else {
            after(faults.spacing(), () -> push(delivery));
        }
    }

    private void end(Delivery delivery, StreamedEvent.Outcome outcome) {
        if (!delivery.ended) {
            delivery.ended = true;
            meter.ended(delivery.event.id(), outcome);
        }
    }

    private void ping(StreamConnection connection) {
        if (!open.containsKey(connection.id()) || connection.leaving()) {
            return;
        }
        if (!connection.pinged().isEmpty()) {
            connection.cut();
            return;
        }
        connection.pinged(messageId());
        connection.send(StreamFrames.ping(connection.pinged()));
        after(faults.pingEvery(), () -> ping(connection));
    }

    private String messageId() {
        return "0a1b2c3d_" + ++messages + "_" + Long.toHexString(System.currentTimeMillis()) + "_1f2e";
    }

    private void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    private void after(Duration pause, Runnable task) {
        try {
            thread.schedule(() -> guarded(task), pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.trace("the stream is closing");
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("the stand-in's stream failed", e);
        }
    }
}
