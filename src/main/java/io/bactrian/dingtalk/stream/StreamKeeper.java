package io.bactrian.dingtalk.stream;

import io.bactrian.connection.Connection;
import io.bactrian.route.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the stream of one connection connected. One thread of its own decides everything: when it is told that
 * something may have changed, and once a second. A planned change is no gap: the new line is opened before the old one
 * is given up.
 */
final class StreamKeeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamKeeper.class);
    private static final Duration BEAT = Duration.ofSeconds(1);
    /** The platform closes a line some 10 s after it said so. */
    private static final Duration GOING_AWAY = Duration.ofSeconds(60);

    private static final String LOST = "the connection was lost";

    private final Connection connection;
    private final StreamOptions options;
    private final StreamIntake intake;
    private final StreamDiary diary;
    private final StreamOpening opening;
    private final RetryPause pause;
    private final ExecutorService openers;
    private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean stopping;

    // the keeper's own thread alone touches what follows
    private Held current;
    private StreamLine lastHeard;
    private List<Held> leaving = new ArrayList<>();
    private Attempt attempt;
    private long openAt = System.nanoTime();

    /** A line that is held, since when, and until when: then it is replaced, or closed if it is leaving. */
    private record Held(StreamLine line, long since, long until) {}

    /** A line that is being opened, and until when. */
    private record Attempt(StreamLine line, Future<?> task, long until) {}

    StreamKeeper(Connection connection, StreamParts parts, Gate gate) {
        this.connection = connection;
        this.options = parts.options();
        this.intake = new StreamIntake(connection, options, parts.clock(), gate);
        this.diary = new StreamDiary(connection.name(), parts);
        this.openers = Executors.newCachedThreadPool(StreamThreads.of(connection.name(), "open"));
        this.opening = new StreamOpening(new StreamGateway(parts.template()), options, openers);
        this.pause = new RetryPause(options.retryDelay(), options.longestRetryDelay());
        this.thread = StreamThreads.of(connection.name(), "keeper").newThread(this);
    }

    StreamIntake intake() {
        return intake;
    }

    void start() {
        thread.start();
    }

    /** Whether everybody who wants events takes them. */
    void complete(boolean isComplete) {
        inbox.add(() -> diary.complete(isComplete));
    }

    /** Nothing new is taken from now on. */
    void stopTaking() {
        intake.stopTaking();
    }

    /** Waits until what is in hand is answered, then closes everything. */
    void stop() throws InterruptedException {
        intake.awaitAnswers();
        stopping = true;
        wake();
        thread.join();
    }

    private void wake() {
        inbox.add(() -> {});
    }

    @Override
    public void run() {
        diary.started();
        while (!stopping) {
            try {
                look(System.nanoTime());
                Runnable news = inbox.poll(untilNextLook(), TimeUnit.NANOSECONDS);
                while (news != null) {
                    news.run();
                    news = inbox.poll();
                }
            } catch (InterruptedException e) {
                break;
            } catch (RuntimeException e) {
                LOG.error("{}: the keeper of the stream stumbled; it goes on.", connection.name(), e);
            }
        }
        end();
    }

    private long untilNextLook() {
        boolean waitsToOpen = current == null && attempt == null;
        return waitsToOpen ? Math.max(0, Math.min(BEAT.toNanos(), openAt - System.nanoTime())) : BEAT.toNanos();
    }

    private void look(long now) {
        boolean wasConnected = isConnected();
        lookAtCurrent(now);
        leaving.removeIf(held -> isDone(held, now));
        if (wasConnected && !isConnected()) {
            diary.lost(lastHeard.silence(options.longestSilence()), LOST);
        }
        if (attempt != null && now - attempt.until >= 0) {
            attempt.task.cancel(true);
            failed(attempt.line, new StreamProblem("DingTalk does not say where to connect to", false));
        }
        if (current == null && attempt == null && now - openAt >= 0) {
            open(now);
        }
        diary.told(intake.lastEvent());
        diary.beat(isConnected() ? lastHeard.silence(options.longestSilence()) : null);
    }

    private void lookAtCurrent(long now) {
        if (current == null) {
            return;
        }
        boolean held = now - current.since >= options.stable().toNanos();
        if (held) {
            pause.reset();
        }
        if (!current.line.isAlive()) {
            current = null;
            openAt = now + pause.grown(Duration.ZERO).toNanos();
        } else if (current.line.isGoingAway() || now - current.until >= 0) {
            // it works as long as it is there, and longer than the new one takes to open
            leaving.add(new Held(
                    current.line, current.since, now + options.lifetime().toNanos()));
            current = null;
            openAt = held ? now : now + pause.grown(Duration.ZERO).toNanos();
        }
    }

    private static boolean isDone(Held held, long now) {
        if (now - held.until >= 0) {
            held.line.close();
        }
        return !held.line.isAlive();
    }

    private boolean isConnected() {
        return current != null || !leaving.isEmpty();
    }

    private void open(long now) {
        StreamLine line = new StreamLine(intake, this::wake);
        Future<?> task = openers.submit(() -> {
            try {
                opening.open(connection, line);
                inbox.add(() -> opened(line));
            } catch (StreamProblem e) {
                inbox.add(() -> failed(line, e));
            } catch (InterruptedException e) {
                LOG.debug("{}: opening was given up", connection.name());
            } catch (RuntimeException e) {
                inbox.add(() -> failed(line, new StreamProblem(String.valueOf(e.getMessage()), false)));
            }
        });
        Duration patience =
                options.gatewayPatience().plus(options.handshakePatience().multipliedBy(3));
        attempt = new Attempt(line, task, now + patience.toNanos());
    }

    private void opened(StreamLine line) {
        if (attempt == null || attempt.line != line) {
            line.close();
            return;
        }
        long now = System.nanoTime();
        attempt = null;
        boolean wasConnected = isConnected();
        leaving = new ArrayList<>(leaving.stream()
                .map(held -> new Held(
                        held.line,
                        held.since,
                        now + (held.line.isGoingAway() ? GOING_AWAY : options.acknowledge()).toNanos()))
                .toList());
        long lifetime = options.lifetime().toNanos();
        current =
                new Held(line, now, now + lifetime - ThreadLocalRandom.current().nextLong(lifetime / 6 + 1));
        lastHeard = line;
        if (!wasConnected) {
            diary.connected();
        }
    }

    private void failed(StreamLine line, StreamProblem problem) {
        if (attempt == null || attempt.line != line) {
            return;
        }
        attempt = null;
        Duration least = problem.isHopeless() ? options.hopeless() : Duration.ZERO;
        openAt = System.nanoTime() + pause.grown(least).toNanos();
        if (isConnected()) {
            diary.notReplaced(problem.getMessage());
        } else {
            diary.problem(problem.getMessage());
        }
    }

    private void end() {
        openers.shutdownNow();
        if (attempt != null) {
            attempt.line.close();
        }
        Duration silence = isConnected() ? lastHeard.silence(options.longestSilence()) : null;
        if (current != null) {
            current.line.close();
        }
        leaving.forEach(held -> held.line.close());
        diary.stopped(silence);
    }
}
