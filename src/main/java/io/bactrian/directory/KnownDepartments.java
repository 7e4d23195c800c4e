package io.bactrian.directory;

/** What a person's derived columns need to know of departments. */
interface KnownDepartments {
    /** The name of a department; its id where the name is not known. */
    String name(String id);

    /** How many departments are above it, or -1 where that is not known. */
    int depth(String id);
}
