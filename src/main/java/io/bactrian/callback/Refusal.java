package io.bactrian.callback;

/** Why a push is not accepted: what the other side is told, and no more. */
public enum Refusal {
    METHOD(405, "this method is not served here"),
    UNKNOWN(404, "there is no callback here"),
    TOO_BIG(413, "the request is too big"),
    MALFORMED(400, "the request is malformed"),
    SIGNATURE(403, "the signature is wrong"),
    TIME(403, "the timestamp is too far from now"),
    REPLAY(403, "the request was seen before"),
    OWNER(403, "the request is meant for somebody else"),
    /** The same one came before, and what it tells is not stored yet: it should come again. */
    IN_HAND(503, "still being stored, please send it again"),
    /** Nothing is wrong with it: it should come again. */
    NOT_STORED(500, "not stored, please send it again");

    private final int status;
    private final String words;

    Refusal(int status, String words) {
        this.status = status;
        this.words = words;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** One clause, the same for everybody. */
    String words() {
        return words;
    }
}
