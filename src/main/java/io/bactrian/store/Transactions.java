package io.bactrian.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in one transaction, and again when the database says that it may pass the next time: a deadlock, two
 * writers of one new row, a connection that broke (the embedded database changes hands when the command that held it
 * ends). Work must therefore have no effect outside of the database. Thread-safe.
 */
public final class Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final TransactionTemplate template;

    public Transactions(DataSource dataSource) {
        this.template = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /** What {@code work} gives, committed. */
    public <T> T in(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(status -> work.get());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !mayPassNextTime(e)) {
                    throw e;
                }
                LOG.debug("Transaction is tried again after {}", Database.rootMessage(e));
                LockSupport.parkNanos(PAUSE.toNanos() << (attempt - 1));
            }
        }
    }

    /** {@code work}, committed. */
    public void run(Runnable work) {
        in(() -> {
            work.run();
            return null;
        });
    }

    private static boolean mayPassNextTime(RuntimeException e) {
        return e instanceof DuplicateKeyException || isTroubleOfTheDatabase(e);
    }

    /** Whether the database as a whole was the cause, unreachable or busy, and not a row that it will not have. */
    public static boolean isTroubleOfTheDatabase(RuntimeException e) {
        if (e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof CannotCreateTransactionException
                || e instanceof TransactionSystemException) {
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && isConnectionLoss(sql)) {
                return true;
            }
        }
        return false;
    }

    /** Class 08 is the standard's; 90xxx are H2's words for a database that is closing or has moved. */
    private static boolean isConnectionLoss(SQLException e) {
        return e.getSQLState().startsWith("08")
                || switch (e.getErrorCode()) {
                    case 90067, 90098, 90108, 90121 -> true;
                    default -> false;
                };
    }
}
