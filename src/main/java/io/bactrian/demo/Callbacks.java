package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Pushes what happens over HTTP, to the one URL that is registered: by the API, or with {@link #configure}. A push that is
 * not answered with the encrypted {@code success} is repeated, then it lands in the failed list. Thread-safe.
 */
public final class Callbacks implements AutoCloseable {
    private static final Duration CHECK_PATIENCE = Duration.ofMillis(1500);
    private static final Duration PUSH_PATIENCE = Duration.ofMillis(2500);
    private static final int MOST_FAILED = 200;
    private static final int SENDERS = 16;

    /**
     * One push.
     *
     * @param answer {@code success}, {@code unreachable}, an HTTP status, or what else was wrong
     * @param took until the answer
     */
    public record Push(CompanyEvent event, Instant at, String answer, Duration took) {}

    private record Failed(CompanyEvent event, long readableAt) {}

    private final Company company;
    private final ScheduledExecutorService senders;
    private final List<Push> pushes = new ArrayList<>();
    private final Queue<Failed> failed = new ArrayDeque<>();
    private boolean listening;
    private HttpClient http;
    private CallbackTarget target;
    private volatile List<Duration> pauses = List.of(Duration.ofSeconds(10), Duration.ofSeconds(30));
    private volatile Duration failedAfter = Duration.ofMinutes(3);
    private volatile boolean oldStyle;

    Callbacks(Company company, ThreadFactory threads) {
        this.company = company;
        senders = Executors.newScheduledThreadPool(SENDERS, threads);
    }

    /** The pauses before each repetition; 10 s and 30 s at first. */
    public Callbacks retryAfter(Duration... between) {
        pauses = List.of(between);
        return this;
    }

    /** How long after the last repetition a push appears in the failed list; 3 minutes at first. */
    public Callbacks failedAfter(Duration pause) {
        failedAfter = pause;
        return this;
    }

    /** Events of people and departments as very old registrations get them: {@code UserId}, {@code DeptId}, {@code TimeStamp}. */
    public Callbacks oldStyle(boolean upperCamelCase) {
        oldStyle = upperCamelCase;
        return this;
    }

    /**
     * Sets the URL up by hand, as in the developer console: for all events, and encrypted for the app key.
     *
     * @throws IllegalStateException if the URL does not answer the check with {@code success}
     */
    public void configure(String url, String token, String aesKey) {
        String answer = register(new CallbackTarget(url, token, aesKey, CallbackTarget.KNOWN_TAGS, StandIn.CLIENT_ID));
        if (!answer.equals("success")) {
            throw new IllegalStateException(url + " answered the check with: " + answer);
        }
    }

    /** Every push so far, in the order of the answers. */
    public synchronized List<Push> pushes() {
        return List.copyOf(pushes);
    }

    /** How many events are in the failed list, those included that cannot be read yet. */
    public synchronized int failed() {
        return failed.size();
    }

    /** Takes the target over if it answers the check; says how it answered. */
    String register(CallbackTarget wanted) {
        String answer = send(wanted, "{\"EventType\":\"check_url\"}", CHECK_PATIENCE);
        if (answer.equals("success")) {
            synchronized (this) {
                if (!listening) {
                    company.onEvent(this::happened);
                    listening = true;
                }
                target = wanted;
            }
        }
        return answer;
    }

    synchronized CallbackTarget target() {
        return target;
    }

    synchronized void unregister() {
        target = null;
    }

    /** Up to 200 failed events; they are gone from the list. */
    synchronized ObjectNode takeFailed() {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("errcode", 0).put("errmsg", "ok");
        ArrayNode list = body.putArray("failed_list");
        while (readable() && list.size() < MOST_FAILED) {
            list.add(CallbackMessages.failed(failed.remove().event()));
        }
        return body.put("has_more", readable());
    }

    private boolean readable() {
        return !failed.isEmpty() && failed.peek().readableAt() - System.nanoTime() <= 0;
    }

    private void happened(CompanyEvent event) {
        CallbackTarget now = target();
        if (now != null && now.tags().contains(event.type())) {
            later(Duration.ZERO, () -> push(event, 0));
        }
    }

    private void push(CompanyEvent event, int repetition) {
        CallbackTarget now = target();
        if (now == null) {
            return;
        }
        Instant at = Instant.now();
        long begun = System.nanoTime();
        String answer = send(now, CallbackMessages.pushed(event, oldStyle).toString(), PUSH_PATIENCE);
        note(new Push(event, at, answer, Duration.ofNanos(System.nanoTime() - begun)));
        List<Duration> between = pauses;
        if (answer.equals("success")) {
            return;
        }
        if (repetition < between.size()) {
            later(between.get(repetition), () -> push(event, repetition + 1));
        } else {
            synchronized (this) {
                failed.add(new Failed(event, System.nanoTime() + failedAfter.toNanos()));
            }
        }
    }

    private synchronized void note(Push push) {
        pushes.add(push);
    }

    private String send(CallbackTarget to, String message, Duration patience) {
        try {
            return to.send(http(), message, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private synchronized HttpClient http() {
        if (http == null) {
            http = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CHECK_PATIENCE)
                    .build();
        }
        return http;
    }

    private void later(Duration pause, Runnable task) {
        try {
            senders.schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // nobody is left to hear of it
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
    }
}
