package io.bactrian.demo.wecom;

import io.bactrian.demo.Meter;

/** Ends the handling of a call with an error code. */
final class WeComError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final Meter.Refused why;

    WeComError(int code, String message, Meter.Refused why) {
        super(message, null, false, false);
        this.code = code;
        this.why = why;
    }

    int code() {
        return code;
    }

    Meter.Refused why() {
        return why;
    }

    static WeComError parameter(int code, String message) {
        return new WeComError(code, message, Meter.Refused.PARAMETER);
    }

    static WeComError notFound(int code, String message) {
        return new WeComError(code, message, Meter.Refused.NOT_FOUND);
    }

    static WeComError permission(int code, String message) {
        return new WeComError(code, message, Meter.Refused.PERMISSION);
    }
}
