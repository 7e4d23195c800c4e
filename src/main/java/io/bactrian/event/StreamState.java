package io.bactrian.event;

/**
 * How a stream is. Times are our own clock's, in milliseconds since 1970.
 *
 * @param since since when it is (not) connected
 * @param lastFrame the last moment at which the stream surely was alive; {@code null} if it never was
 * @param lastEvent when the last event arrived; {@code null} if none did
 * @param problem why it is not connected, in a sentence for a person; {@code null} while it is
 */
public record StreamState(
        String connection, boolean connected, long since, Long lastFrame, Long lastEvent, String problem) {}
