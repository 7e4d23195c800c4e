package io.bactrian.demo;

import java.util.function.Function;

/**
 * One interface of the platform.
 *
 * @param name method and path
 * @param needsToken false for the calls that give tokens
 * @param metered whether a call counts against the month
 * @param handler answers, or throws {@link Rejected}
 */
record Endpoint(String name, boolean needsToken, boolean metered, Function<Call, Reply> handler) {
    static Endpoint open(String name, Function<Call, Reply> handler) {
        return new Endpoint(name, false, false, handler);
    }

    static Endpoint free(String name, Function<Call, Reply> handler) {
        return new Endpoint(name, true, false, handler);
    }

    static Endpoint metered(String name, Function<Call, Reply> handler) {
        return new Endpoint(name, true, true, handler);
    }
}
