package io.bactrian.approval;

import io.bactrian.call.CallException;
import org.apache.camel.util.ObjectHelper;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Failures in words for a person: without Camel's wrapping, and without a statement's text. */
final class Failures {
    private Failures() {}

    /** One sentence. */
    static String sentence(Throwable failure) {
        CallException call = ObjectHelper.getException(CallException.class, failure);
        if (call != null) {
            return call.getMessage();
        }
        String root = rootMessage(failure);
        boolean database = ObjectHelper.getException(DataAccessException.class, failure) != null
                || ObjectHelper.getException(TransactionException.class, failure) != null;
        return database ? "The database failed (" + root + "); nothing is lost, run the command again." : root;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}
