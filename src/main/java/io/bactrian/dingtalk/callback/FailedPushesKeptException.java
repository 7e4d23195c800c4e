package io.bactrian.dingtalk.callback;

/** Failed pushes that were fetched cannot be stored now; they are kept in a file. */
public final class FailedPushesKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedPushesKeptException(String message) {
        super(message);
    }
}
