package io.bactrian.api;

import java.util.Map;

/** Why nothing is done: what the caller is answered, in one sentence. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int BAD_PARAMETERS = 1001;

    private final int status;
    private final int code;
    private final transient Map<String, String> headers;

    Refusal(int status, int code, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    Refusal(int status, String message) {
        this(status, status, message, Map.of());
    }

    static Refusal badParameters(String message) {
        return new Refusal(400, BAD_PARAMETERS, message, Map.of());
    }

    /** Of HTTP. */
    int status() {
        return status;
    }

    /** Of the answer. */
    int code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }
}
