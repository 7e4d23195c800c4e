package io.bactrian.api;

/**
 * What is answered.
 *
 * @param status of HTTP
 * @param code 0 for success
 */
record Reply(int status, int code, String message, Object data) {
    static Reply ok(Object data) {
        return new Reply(200, 0, "ok", data);
    }

    /** It goes on by itself. */
    static Reply accepted(String message, Object data) {
        return new Reply(202, 0, message, data);
    }

    /** The platform, or what it was asked with, was at fault. */
    static Reply failed(int code, String message, Object data) {
        return new Reply(502, code, message, data);
    }
}
