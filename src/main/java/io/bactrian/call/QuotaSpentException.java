package io.bactrian.call;

import java.io.IOException;

/** The month's calls are spent; thrown on the way to the wire, before anything is sent. */
final class QuotaSpentException extends IOException {
    private static final long serialVersionUID = 1L;

    QuotaSpentException(String message) {
        super(message);
    }
}
