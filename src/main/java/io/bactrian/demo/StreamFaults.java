package io.bactrian.demo;

import java.time.Duration;

/**
 * What goes wrong at the stream, and what the platform does not promise; may be changed while it runs. At first nothing
 * goes wrong. Thread-safe.
 */
public final class StreamFaults {
    private volatile int gatewayStatus;
    private volatile boolean gatewayHangs;
    private volatile boolean handshakeRefused;
    private volatile boolean twice;
    private volatile boolean kept;
    private volatile long shutUntil = System.nanoTime();
    private volatile Duration shuffle = Duration.ZERO;
    private volatile Duration answerTimeout = Duration.ofSeconds(3);
    private volatile Duration spacing = Duration.ofSeconds(10);
    private volatile int attempts = 5;
    private volatile Duration pingEvery = Duration.ofSeconds(20);
    private volatile Duration farewell = Duration.ofSeconds(10);
    private volatile Duration ticketLife = Duration.ofSeconds(90);

    /** The gateway refuses whoever asks, with HTTP 401 ({@code authFailed}) or 500 ({@code systemError}); 0 heals it. */
    public StreamFaults gatewayRefuses(int status) {
        gatewayStatus = status;
        return this;
    }

    /** The gateway takes the request and never answers. Requests that hang go on hanging when it is healed. */
    public StreamFaults gatewayHangs(boolean hangs) {
        gatewayHangs = hangs;
        return this;
    }

    /** The gateway gives tickets, and the WebSocket refuses them with HTTP 503. */
    public StreamFaults handshakeRefused(boolean refused) {
        handshakeRefused = refused;
        return this;
    }

    /** For so long the gateway and the WebSocket end every new connection without an answer; those that are open stay. */
    public StreamFaults shutFor(Duration duration) {
        shutUntil = System.nanoTime() + duration.toNanos();
        return this;
    }

    /** Every event is pushed twice, each time under a message id of its own. */
    public StreamFaults pushTwice(boolean pushesTwice) {
        twice = pushesTwice;
        return this;
    }

    /** Every push waits for a random time up to this, so that they come in any order; zero for at once and in order. */
    public StreamFaults shuffle(Duration longest) {
        shuffle = longest;
        return this;
    }

    /** What happens while nobody is connected is kept until somebody is; at first it is lost. */
    public StreamFaults keepWhileAway(boolean keeps) {
        kept = keeps;
        return this;
    }

    /** An event that was not answered with SUCCESS is pushed again after this pause; 10 s at first. */
    public StreamFaults pushAgainAfter(Duration pause) {
        spacing = pause;
        return this;
    }

    /** An event is pushed at most so many times, then it is lost; 5 at first. */
    public StreamFaults attempts(int most) {
        attempts = most;
        return this;
    }

    /** An answer that takes longer is none; 3 s at first. */
    public StreamFaults answerTimeout(Duration timeout) {
        answerTimeout = timeout;
        return this;
    }

    /** How often the server pings; who did not answer the ping before is cut off. 20 s at first. */
    public StreamFaults pingEvery(Duration interval) {
        pingEvery = interval;
        return this;
    }

    /** Time between a {@code disconnect} frame and the end of the connection; 10 s at first. */
    public StreamFaults farewell(Duration silence) {
        farewell = silence;
        return this;
    }

    /** Life of a ticket; 90 s at first. */
    public StreamFaults ticketLife(Duration life) {
        ticketLife = life;
        return this;
    }

    /** Nothing goes wrong any more; times and attempts stay as they were set. */
    public StreamFaults none() {
        shutUntil = System.nanoTime();
        return gatewayRefuses(0)
                .gatewayHangs(false)
                .handshakeRefused(false)
                .pushTwice(false)
                .shuffle(Duration.ZERO);
    }

    int gatewayStatus() {
        return gatewayStatus;
    }

    boolean gatewayHangs() {
        return gatewayHangs;
    }

    boolean handshakeRefused() {
        return handshakeRefused;
    }

    boolean shut() {
        return System.nanoTime() - shutUntil < 0;
    }

    boolean twice() {
        return twice;
    }

    boolean kept() {
        return kept;
    }

    Duration shuffle() {
        return shuffle;
    }

    Duration answerTimeout() {
        return answerTimeout;
    }

    Duration spacing() {
        return spacing;
    }

    int attempts() {
        return attempts;
    }

    Duration pingEvery() {
        return pingEvery;
    }

    Duration farewell() {
        return farewell;
    }

    Duration ticketLife() {
        return ticketLife;
    }
}
