package io.bactrian.message;

/**
 * Somebody whom a message did not reach.
 *
 * @param kind {@code user}, {@code department}, {@code tag}, {@code member}, {@code everyone} or {@code group}
 * @param id the platform's id
 * @param reason why, in words for a person
 * @param again whether another try may reach them
 */
public record Unreached(Kind kind, String id, String reason, boolean again) {}
