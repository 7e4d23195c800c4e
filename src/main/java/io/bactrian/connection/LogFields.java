package io.bactrian.connection;

import java.util.function.Supplier;
import org.slf4j.MDC;

/** What a thread's lines in the log are about: fields of their own where the log is JSON. */
public final class LogFields {
    private static final String CONNECTION = "connection";
    private static final String APPROVAL = "approval";

    private LogFields() {}

    /** That work, told of as work for a connection. */
    public static Runnable about(String connection, Runnable work) {
        return () -> with(CONNECTION, connection, () -> {
            work.run();
            return null;
        });
    }

    /** Does something with one approval of a connection. */
    public static <T> T about(String connection, String approvalId, Supplier<T> work) {
        return with(CONNECTION, connection, () -> with(APPROVAL, approvalId, work));
    }

    /** Does something with one approval of a connection. */
    public static void about(String connection, String approvalId, Runnable work) {
        about(connection, approvalId, () -> {
            work.run();
            return null;
        });
    }

    private static <T> T with(String field, String value, Supplier<T> work) {
        String before = MDC.get(field);
        MDC.put(field, value);
        try {
            return work.get();
        } finally {
            if (before == null) {
                MDC.remove(field);
            } else {
                MDC.put(field, before);
            }
        }
    }
}
