package io.bactrian.dingtalk.stream;

import io.bactrian.connection.Settings;
import java.time.Duration;

/**
 * How streams are kept.
 *
 * @param acknowledge how long an event may take; after that it is asked for again
 * @param threads events of one connection that are handled at the same time
 * @param retryDelay the pause before a lost stream is opened again; it doubles
 * @param longestRetryDelay what the pause grows to
 * @param keepAlive after how much silence the other side is asked whether it is there
 * @param gatewayPatience how long the platform may take to say where to connect to
 * @param handshakePatience how long connecting may take
 * @param lifetime after how long a connection is replaced by a new one
 */
public record StreamOptions(
        Duration acknowledge,
        int threads,
        Duration retryDelay,
        Duration longestRetryDelay,
        Duration keepAlive,
        Duration gatewayPatience,
        Duration handshakePatience,
        Duration lifetime) {
    /** How long the SDK waits for the answer to its question, with a second to notice. */
    private static final Duration PONG = Duration.ofSeconds(6);

    private static final Duration LIFETIME = Duration.ofHours(6);
    private static final int STABLE = 30;
    private static final int HOPELESS = 60;

    public static StreamOptions read(Settings settings) {
        Duration keepAlive = settings.duration("stream.keep-alive");
        if (keepAlive.compareTo(Duration.ofSeconds(1)) < 0) {
            throw Settings.refuse("stream.keep-alive", "is '" + keepAlive.toMillis() + "ms'", "a second or more");
        }
        Duration connect = settings.duration("call.connect-timeout");
        return new StreamOptions(
                settings.duration("event.acknowledge"),
                (int) settings.number("stream.threads", 1, 512),
                settings.duration("stream.retry-delay"),
                settings.duration("stream.longest-retry-delay"),
                keepAlive,
                connect.plus(settings.duration("call.timeout").multipliedBy(2)),
                connect.multipliedBy(2),
                LIFETIME);
    }

    /** A connection that is silent for longer than this is closed, so one that is not closed was alive then. */
    Duration longestSilence() {
        return keepAlive.plus(PONG);
    }

    /** A connection that held so long was a good one: the next failure is the first again. */
    Duration stable() {
        return retryDelay.multipliedBy(STABLE);
    }

    /** The shortest pause where a person has to mend something before it can succeed. */
    Duration hopeless() {
        Duration pause = retryDelay.multipliedBy(HOPELESS);
        return pause.compareTo(longestRetryDelay) < 0 ? pause : longestRetryDelay;
    }
}
