package io.bactrian.directory;

import io.bactrian.call.CallException;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.ProducerTemplate;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;

/** Carries one row of {@code directory_work}: reads what it names, has it written, decides about failures. Thread-safe. */
final class DirectoryReader {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));

    private final Clock clock;
    private final ProducerTemplate template;
    private final RunLedger runs;
    private final DirectoryWork work;
    private final DirectoryWriter writer;
    private final MemberStore memberStore;
    private final DepartmentStore departmentStore;

    DirectoryReader(
            Clock clock,
            ProducerTemplate template,
            RunLedger runs,
            DirectoryWork work,
            DirectoryWriter writer,
            MemberStore memberStore,
            DepartmentStore departmentStore) {
        this.clock = clock;
        this.template = template;
        this.runs = runs;
        this.work = work;
        this.writer = writer;
        this.memberStore = memberStore;
        this.departmentStore = departmentStore;
    }

    void carry(Connection connection, DirectoryWorkItem item, Run run, ReaderPause pause) {
        try {
            if (item.gone()) {
                leave(connection, item, run);
            } else if (pause.isOver()) {
                read(connection, item, run, pause);
            } else {
                work.release(item);
            }
        } catch (DataIntegrityViolationException | UncategorizedSQLException e) {
            fail(item, "The database refused it: " + e.getMostSpecificCause().getMessage(), run);
        }
    }

    /**
     * Needs no call, unless a read that was begun after it happened, and before we heard of it, still saw her: that may
     * be an old event that comes late, after she came back.
     */
    private void leave(Connection connection, DirectoryWorkItem item, Run run) {
        Optional<Long> seenAt = item.isMember()
                ? memberStore.activeSince(connection, item.id())
                : departmentStore.activeSince(connection, item.id());
        boolean doubtful = item.bornAt() != null
                && seenAt.filter(at -> at > item.bornAt() && at <= item.askedAt())
                        .isPresent();
        if (doubtful) {
            work.doubt(item);
        } else if (item.isMember()) {
            writer.left(connection, item, item.askedAt(), run);
        } else {
            writer.gone(connection, item, item.askedAt(), run);
        }
    }

    private void read(Connection connection, DirectoryWorkItem item, Run run, ReaderPause pause) {
        Instant readAt = clock.instant();
        Object found;
        try {
            found = item.isMember() ? member(connection, item.id()) : department(connection, item.id());
        } catch (CallException failure) {
            failed(connection, item, readAt, failure, run, pause);
            return;
        }
        pause.answered();
        if (found instanceof Member member) {
            writer.member(connection, item, member, run);
        } else if (found instanceof Department department) {
            writer.department(connection, item, department, run);
        } else if (item.isMember()) {
            writer.nobody(connection, item, readAt, run);
        } else {
            writer.gone(connection, item, readAt.toEpochMilli(), run);
        }
    }

    private Object member(Connection connection, String id) {
        MemberQuery query = new MemberQuery(connection, id, Purpose.PEOPLE);
        return Calls.request(template, connection.endpoint("member"), query, Member.class);
    }

    private Object department(Connection connection, String id) {
        DepartmentQuery query = new DepartmentQuery(connection, id, Purpose.PEOPLE);
        return Calls.request(template, connection.endpoint("department"), query, Department.class);
    }

    private void failed(
            Connection connection,
            DirectoryWorkItem item,
            Instant readAt,
            CallException failure,
            Run run,
            ReaderPause pause) {
        ErrorClass errorClass = failure.errorClass();
        if (errorClass == ErrorClass.ABSENT) {
            pause.answered();
            writer.outOfSight(connection, item, readAt);
        } else if (errorClass == ErrorClass.QUOTA
                || errorClass == ErrorClass.REFUSED
                || errorClass == ErrorClass.TOKEN) {
            pause.begin(failure.getMessage());
            work.release(item);
        } else if (!errorClass.isTransient()) {
            fail(item, failure.getMessage(), run);
        } else if (pause.failed(failure.getMessage())) {
            work.release(item);
        } else if (item.attempts() < PAUSES.size()) {
            work.later(item, PAUSES.get(item.attempts()), failure.getMessage());
        } else {
            fail(item, failure.getMessage(), run);
        }
    }

    private void fail(DirectoryWorkItem item, String cause, Run run) {
        work.fail(item, cause);
        if (run != null) {
            runs.problem(run, item.kind(), item.id(), cause);
        }
    }
}
