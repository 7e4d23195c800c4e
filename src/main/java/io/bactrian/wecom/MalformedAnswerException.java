package io.bactrian.wecom;

/** An answer of WeCom is not what it should be. The message never quotes it. */
final class MalformedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
