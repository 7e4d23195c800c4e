package io.bactrian.approval;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;

/** A platform cannot list a span of time as long as that: its halves are to be listed instead. */
public final class TooWideException extends CallException {
    private static final long serialVersionUID = 1L;

    /** {@code cause} is what the platform answered. */
    public TooWideException(CallException cause) {
        super(ErrorClass.PERMANENT, cause.code(), cause.getMessage());
    }
}
