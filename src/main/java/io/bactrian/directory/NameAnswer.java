package io.bactrian.directory;

/**
 * What asking for one person gave.
 *
 * @param name {@code null} for an id that has no name, or that could not be asked for
 */
record NameAnswer(String id, String name) {}
