package io.bactrian.demo;

/** Ends the handling of a call with a refusal. */
final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    Rejected(Reply reply) {
        super(null, null, false, false);
        this.reply = reply;
    }

    Reply reply() {
        return reply;
    }

    static Rejected parameter(String code, String message) {
        return new Rejected(Reply.newError(400, code, message, Meter.Refused.PARAMETER));
    }

    static Rejected oldParameter(int errcode, String message) {
        return new Rejected(Reply.oldError(errcode, message, Meter.Refused.PARAMETER));
    }
}
