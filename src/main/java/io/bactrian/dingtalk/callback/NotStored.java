package io.bactrian.dingtalk.callback;

import io.bactrian.store.Transactions;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.apache.camel.util.ObjectHelper;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

/** Why an event is not stored, as far as it decides what to do with it. */
enum NotStored {
    /** The database is not there, or not in time: that is no fault of the event. */
    OUTAGE,
    /** The database does not take this event. */
    NEVER,
    /** Nobody can say. */
    NOT_NOW;

    /** SQL's class of states for data that do not fit. */
    private static final String DATA = "22";

    /** {@code null} of no failure. */
    static NotStored of(Exception failure) {
        if (failure == null) {
            return null;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isTrouble = cause instanceof RuntimeException e && Transactions.isTroubleOfTheDatabase(e);
            if (isTrouble || cause instanceof TimeoutException || cause instanceof InterruptedException) {
                return OUTAGE;
            }
        }
        SQLException sql = ObjectHelper.getException(SQLException.class, failure);
        boolean isData =
                sql != null && sql.getSQLState() != null && sql.getSQLState().startsWith(DATA);
        boolean isRefused = ObjectHelper.getException(DataIntegrityViolationException.class, failure) != null
                // somebody else was quicker
                && ObjectHelper.getException(DuplicateKeyException.class, failure) == null;
        return isData || isRefused ? NEVER : NOT_NOW;
    }
}
