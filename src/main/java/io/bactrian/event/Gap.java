package io.bactrian.event;

/**
 * A span in which a stream was not connected. Times are our own clock's, in milliseconds since 1970.
 *
 * @param beganAt the last moment at which it was surely connected
 * @param endedAt when it was connected again; {@code null} as long as it is not
 * @param closedAt when everything that may have changed in it had been looked for; {@code null} before
 * @param reason why it was not connected
 * @param note what was looked for, and what was not; {@code null} before
 */
public record Gap(long id, String connection, long beganAt, Long endedAt, Long closedAt, String reason, String note) {}
