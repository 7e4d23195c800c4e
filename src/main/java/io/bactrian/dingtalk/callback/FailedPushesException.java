package io.bactrian.dingtalk.callback;

/** Failed pushes cannot be fetched or stored now; the message says where those are kept that were fetched. */
public final class FailedPushesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedPushesException(String message) {
        super(message);
    }
}
