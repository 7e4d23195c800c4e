package io.bactrian.directory;

import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.run.RunLedger;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * Takes the pages of a reading in. An item that the platform sent odd, or that the database refuses, is kept as a
 * problem of the run, counts as seen, and stops nobody else. Thread-safe.
 */
final class PageIntake {
    private final Clock clock;
    private final RunLedger runs;
    private final DepartmentStore departmentStore;
    private final MemberStore memberStore;

    PageIntake(Clock clock, RunLedger runs, DepartmentStore departmentStore, MemberStore memberStore) {
        this.clock = clock;
        this.runs = runs;
        this.departmentStore = departmentStore;
        this.memberStore = memberStore;
    }

    void departments(Reading reading, DirectoryPage<Department> page) {
        problems(reading, page.problems());
        store(
                reading,
                SeenTable.DEPARTMENT,
                page.items(),
                Department::id,
                items -> departmentStore.store(
                        reading.connection(), items, reading.run().id()));
    }

    void members(Reading reading, DirectoryPage<Member> page) {
        problems(reading, page.problems());
        store(
                reading,
                SeenTable.MEMBER,
                page.items(),
                Member::userId,
                items -> memberStore.store(
                        reading.connection(), items, reading.run().id()));
    }

    /** Keeps problems with the run; who is named in one was seen. */
    void problems(Reading reading, List<Problem> problems) {
        for (Problem problem : problems) {
            runs.problem(reading.run(), problem.kind(), Columns.text(problem.id(), 255), problem.cause());
            if (problem.readingIncomplete()) {
                reading.gap();
            }
            if (problem.id() != null) {
                saw(reading, problem);
            }
        }
    }

    private <T> void store(
            Reading reading, String kind, List<T> items, Function<T, String> idOf, Function<List<T>, Tally> store) {
        try {
            store.apply(items).addTo(reading.run());
        } catch (DataIntegrityViolationException | UncategorizedSQLException e) {
            if (items.size() > 1) {
                items.forEach(item -> store(reading, kind, List.of(item), idOf, store));
            } else {
                String cause =
                        "The database refused it: " + e.getMostSpecificCause().getMessage();
                problems(reading, List.of(new Problem(kind, idOf.apply(items.get(0)), cause, false)));
            }
        }
    }

    private void saw(Reading reading, Problem problem) {
        try {
            memberStore.saw(
                    reading.connection(),
                    problem.kind(),
                    List.of(problem.id()),
                    reading.run().id(),
                    clock.instant());
        } catch (DataIntegrityViolationException | UncategorizedSQLException e) {
            // an id that no row can hold belongs to nobody who could be marked as left
            return;
        }
    }
}
