package io.bactrian.api;

/**
 * Something that can be said with a request.
 *
 * @param type as OpenAPI has it: string, integer, boolean or array (of strings), or numbers (an array of them)
 */
record Parameter(String name, String type, String description) {
    static Parameter text(String name, String description) {
        return new Parameter(name, "string", description);
    }

    static Parameter number(String name, String description) {
        return new Parameter(name, "integer", description);
    }

    static Parameter flag(String name, String description) {
        return new Parameter(name, "boolean", description);
    }

    static Parameter numbers(String name, String description) {
        return new Parameter(name, "numbers", description);
    }

    static Parameter list(String name, String description) {
        return new Parameter(name, "array", description);
    }
}
