package io.bactrian.directory;

import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.run.StopSignal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;

/** What the steps of {@link DirectoryRoutes} do. Thread-safe. */
public final class DirectorySync {
    /** The platform's endpoint that is asked next, on the exchange. */
    static final String TARGET = "BactrianDirectoryTarget";

    /** The name of the connection whose departments were stored, on the exchange. */
    static final String CONNECTION = "BactrianDirectoryConnection";

    private static final String READING = "BactrianDirectoryReading";
    private static final String QUERY = "BactrianDirectoryQuery";
    /** So many departments in a row that cannot be read mean that the platform is out of order. */
    private static final int GIVE_UP_AFTER = 20;

    private final Clock clock;
    private final StopSignal stop;
    private final PageIntake intake;
    private final Reconciliation reconciliation;
    private final DerivedColumns derivedColumns;
    private final DirectoryWork work;
    private final Map<Long, Reading> readings = new ConcurrentHashMap<>();

    DirectorySync(
            Clock clock,
            StopSignal stop,
            PageIntake intake,
            Reconciliation reconciliation,
            DerivedColumns derivedColumns,
            DirectoryWork work) {
        this.clock = clock;
        this.stop = stop;
        this.intake = intake;
        this.reconciliation = reconciliation;
        this.derivedColumns = derivedColumns;
        this.work = work;
    }

    /** A {@link DirectoryRequest} becomes the question for all departments. */
    void begin(Exchange exchange) {
        DirectoryRequest request = exchange.getMessage().getBody(DirectoryRequest.class);
        readings.put(request.run().id(), new Reading(request.connection(), request.run(), clock.instant()));
        exchange.setProperty(READING, request.run().id());
        exchange.setProperty(TARGET, request.connection().endpoint("departments"));
        exchange.getMessage()
                .setBody(
                        new DirectoryQuery(request.connection(), request.run(), null, DirectoryRoutes.DEPARTMENT_PAGE));
    }

    /** Stores a page of departments; the questions for the members of each come out. */
    void storeDepartments(Exchange exchange) {
        DirectoryPage<Department> page = page(exchange);
        Reading reading = reading(page.query());
        storing(reading, () -> intake.departments(reading, page));
        page.items().stream()
                .filter(department -> department.parentId() == null)
                .forEach(department -> reading.top(department.id()));
        exchange.setProperty(CONNECTION, reading.connection().name());
        exchange.getMessage()
                .setBody(page.items().stream()
                        .map(department -> new DirectoryQuery(
                                reading.connection(), reading.run(), department.id(), DirectoryRoutes.MEMBER_PAGE))
                        .toList());
    }

    /** Whether members are still to be read. */
    boolean goesOn(Exchange exchange) {
        return reading(exchange.getMessage().getBody(DirectoryQuery.class)).goesOn();
    }

    /** Points a question for a department's members at the platform. */
    void askForMembers(Exchange exchange) {
        DirectoryQuery query = exchange.getMessage().getBody(DirectoryQuery.class);
        exchange.setProperty(QUERY, query);
        exchange.setProperty(TARGET, query.connection().endpoint("members"));
    }

    /** Stores a page of members. */
    void storeMembers(Exchange exchange) {
        DirectoryPage<Member> page = page(exchange);
        Reading reading = reading(page.query());
        storing(reading, () -> intake.members(reading, page));
        reading.succeeded();
    }

    /** Keeps a department whose members could not be read; ends the reading where no other could be read either. */
    void membersFailed(Exchange exchange) {
        DirectoryQuery query = exchange.getProperty(QUERY, DirectoryQuery.class);
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        Reading reading = reading(query);
        boolean forEverybody = failure.errorClass() == ErrorClass.QUOTA
                || failure.errorClass() == ErrorClass.REFUSED
                || failure.errorClass() == ErrorClass.PERMANENT && reading.isTop(query.departmentId());
        if (forEverybody || reading.failed() >= GIVE_UP_AFTER) {
            throw reading.abort(failure);
        }
        Problem problem = new Problem(
                SeenTable.DEPARTMENT,
                query.departmentId(),
                "Its members could not be read: " + failure.getMessage(),
                true);
        storing(reading, () -> intake.problems(reading, List.of(problem)));
    }

    /** After everything was read: who is gone is marked, what follows from the rest is computed. */
    void finish(Exchange exchange) {
        Reading reading = readings.get(exchange.getProperty(READING, Long.class));
        checkNotStopped(reading);
        DirectoryOutcome outcome = reading.gaps() == 0
                ? reconciliation.mark(reading.connection(), reading.startedAt())
                : new DirectoryOutcome(
                        false,
                        0,
                        0,
                        "The directory could not be read completely (" + reading.gaps()
                                + " gaps, see run_problem), so nobody was marked as left.");
        if (reading.gaps() == 0) {
            work.forgetFailed(reading.connection(), reading.startedAt().toEpochMilli());
        }
        derivedColumns.rebuild(reading.connection());
        exchange.getMessage().setBody(outcome);
    }

    void forget(Exchange exchange) {
        readings.remove(exchange.getProperty(READING, Long.class));
    }

    private void storing(Reading reading, Runnable store) {
        checkNotStopped(reading);
        try {
            store.run();
        } catch (RuntimeException e) {
            throw reading.abort(e);
        }
    }

    /** Who was stopped may have read less than there is. */
    private void checkNotStopped(Reading reading) {
        reading.check();
        if (stop.isRaised()) {
            throw reading.abort(
                    new CallException(ErrorClass.PERMANENT, "stopped", "The reading was stopped before its end."));
        }
    }

    private Reading reading(DirectoryQuery query) {
        Reading reading = readings.get(query.run().id());
        if (reading == null) {
            throw new IllegalStateException("The reading of run " + query.run().id() + " has ended");
        }
        return reading;
    }

    @SuppressWarnings("unchecked")
    private static <T> DirectoryPage<T> page(Exchange exchange) {
        return exchange.getMessage().getBody(DirectoryPage.class);
    }
}
