package io.bactrian.demo;

/**
 * A department of the made-up company.
 *
 * @param id 1 for the root
 * @param parentId 0 for the root, which has no parent
 * @param name not unique
 */
public record Department(long id, long parentId, String name) {
    /** Id of the root department in the directory; approvals call the same department -1. */
    public static final long ROOT = 1;
}
