package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.store.Transactions;
import java.time.Instant;
import java.util.List;

/**
 * Writes down what came of a row of {@code directory_work}. The row leaves the list in the transaction of what was
 * written, or in one after it: whoever is stopped in between does it again, and changes nothing. Thread-safe.
 */
final class DirectoryWriter {
    private final Transactions transactions;
    private final DirectoryWork work;
    private final MemberStore memberStore;
    private final DepartmentStore departmentStore;
    private final DerivedColumns derivedColumns;

    DirectoryWriter(
            Transactions transactions,
            DirectoryWork work,
            MemberStore memberStore,
            DepartmentStore departmentStore,
            DerivedColumns derivedColumns) {
        this.transactions = transactions;
        this.work = work;
        this.memberStore = memberStore;
        this.departmentStore = departmentStore;
        this.derivedColumns = derivedColumns;
    }

    void member(Connection connection, DirectoryWorkItem item, Member member, Run run) {
        Tally tally = transactions.in(() -> {
            work.settle(item);
            Tally written = memberStore.write(connection, member, run == null ? null : run.id());
            boolean elsewhere = derivedColumns.member(connection, member.userId());
            if (elsewhere || written.hasMoved()) {
                work.addHeadcount(connection);
            }
            return written;
        });
        memberStore.forgetName(connection, member.userId());
        count(tally, run);
    }

    /** Somebody left, as we know since {@code at} (milliseconds). */
    void left(Connection connection, DirectoryWorkItem item, long at, Run run) {
        boolean changed = transactions.in(() -> {
            work.settle(item);
            return markLeft(connection, item.id(), at);
        });
        countOne(changed, run);
    }

    /** The platform knows nobody of that id. */
    void nobody(Connection connection, DirectoryWorkItem item, Instant readAt, Run run) {
        boolean changed = transactions.in(() -> {
            work.settle(item);
            boolean left = markLeft(connection, item.id(), readAt.toEpochMilli());
            memberStore.writeUnknown(connection, item.id(), readAt);
            return left;
        });
        memberStore.forgetName(connection, item.id());
        countOne(changed, run);
    }

    private boolean markLeft(Connection connection, String userId, long at) {
        boolean left = memberStore.left(connection, userId, at);
        if (left) {
            work.addHeadcount(connection);
        }
        return left;
    }

    void department(Connection connection, DirectoryWorkItem item, Department department, Run run) {
        Tally tally = departmentStore.store(connection, List.of(department), run == null ? null : run.id());
        settleDepartment(connection, item);
        count(tally, run);
    }

    /** A department is gone, as we know since {@code at} (milliseconds). */
    void gone(Connection connection, DirectoryWorkItem item, long at, Run run) {
        boolean changed = departmentStore.gone(connection, item.id(), at);
        settleDepartment(connection, item);
        countOne(changed, run);
    }

    private void settleDepartment(Connection connection, DirectoryWorkItem item) {
        derivedColumns.department(connection, item.id());
        transactions.run(() -> {
            work.settle(item);
            work.addHeadcount(connection);
        });
    }

    /** It is there, but the app may not see it: what is known stays. */
    void outOfSight(Connection connection, DirectoryWorkItem item, Instant readAt) {
        transactions.run(() -> {
            work.settle(item);
            if (item.isMember()) {
                memberStore.writeUnknown(connection, item.id(), readAt);
            }
        });
    }

    void headcounts(Connection connection, DirectoryWorkItem item) {
        derivedColumns.headcounts(connection);
        transactions.run(() -> work.settle(item));
    }

    private static void count(Tally tally, Run run) {
        if (run != null) {
            tally.addTo(run);
        }
    }

    private static void countOne(boolean changed, Run run) {
        if (run != null) {
            run.addRead(1);
            if (changed) {
                run.addChanged(1);
            } else {
                run.addUnchanged(1);
            }
        }
    }
}
