package io.bactrian.directory;

import java.util.List;

/**
 * One page of a directory.
 *
 * @param query what was asked
 * @param items the departments or members that could be understood
 * @param problems the ones that could not, and what could not be read: each makes the reading incomplete unless it
 *     names the item that it is about
 */
public record DirectoryPage<T>(DirectoryQuery query, List<T> items, List<Problem> problems) {
    public DirectoryPage {
        items = List.copyOf(items);
        problems = List.copyOf(problems);
    }

    /**
     * An odd item, or a part of the directory that could not be read.
     *
     * @param kind {@code department} or {@code member}
     * @param id the item's id, or {@code null} where not even that is known
     * @param cause one sentence
     * @param readingIncomplete whether people or departments may be missing because of it
     */
    public record Problem(String kind, String id, String cause, boolean readingIncomplete) {}
}
