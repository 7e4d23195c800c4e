package io.bactrian.event;

/**
 * How a stream is. Times are our own clock's, in milliseconds since 1970.
 *
 * @param since since when it is (not) connected
 * @param lastFrame when the platform last said anything; {@code null} if it never did
 * @param lastEvent when the last event arrived; {@code null} if none did
 * @param problem why it is not connected, in a sentence for a person; {@code null} while it is
 */
public record StreamState(
        String connection, boolean connected, long since, Long lastFrame, Long lastEvent, String problem) {}
