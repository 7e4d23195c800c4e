package io.bactrian.api;

/**
 * Something that can be said with a request.
 *
 * @param type as OpenAPI has it: string, integer, boolean or array (of strings), or numbers or ids (an array of them)
 * @param least the smallest number, where there is a {@code most}
 * @param most the largest number, or the longest list; 0 where nothing is said of that
 * @param required whether it must be said
 */
record Parameter(String name, String type, String description, int least, int most, boolean required) {
    private Parameter(String name, String type, String description, int least, int most) {
        this(name, type, description, least, most, false);
    }

    static Parameter text(String name, String description) {
        return new Parameter(name, "string", description, 0, 0);
    }

    /** A text without which it cannot be done. */
    static Parameter needed(String name, String description) {
        return new Parameter(name, "string", description, 0, 0, true);
    }

    static Parameter number(String name, String description, int least, int most) {
        return new Parameter(name, "integer", description, least, most);
    }

    static Parameter flag(String name, String description) {
        return new Parameter(name, "boolean", description, 0, 0);
    }

    static Parameter numbers(String name, String description, int most) {
        return new Parameter(name, "numbers", description, 0, most);
    }

    static Parameter list(String name, String description, int most) {
        return new Parameter(name, "array", description, 0, most);
    }

    /** Ids of the platform, which may be written as numbers where they are such. */
    static Parameter ids(String name, String description, int most) {
        return new Parameter(name, "ids", description, 0, most);
    }
}
