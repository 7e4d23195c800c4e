package io.bactrian.approval;

import io.bactrian.approval.ApprovalEvent.Kind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Puts what events say over what is known of an approval. Events come twice and in any order, so nothing ever goes
 * back: an end is never undone by a start, and what ended stays ended.
 */
final class ApprovalNews {
    private static final String CANCELED = "CANCELED";
    private static final String NO_RESULT = "NONE";
    private static final String REDIRECTED = "REDIRECTED";

    private final ZoneId zone;

    /** {@code zone} is that of every time in the database. */
    ApprovalNews(ZoneId zone) {
        this.zone = zone;
    }

    /** The approval after {@code event}; {@code held} itself when that says nothing new, which may be {@code null}. */
    Approval after(ApprovalEvent event, Approval held) {
        Instant at = Instant.ofEpochMilli(event.head().arrivedAt());
        Approval next = happened(event, held, at);
        return event.state() == null || next == null ? next : ToldState.over(next, held, event.state(), at);
    }

    private Approval happened(ApprovalEvent event, Approval held, Instant at) {
        return switch (event.kind()) {
            case STARTED, PROGRESSED -> held == null ? created(event, Approval.RUNNING, null, at) : held;
            case REVOKED -> revoked(event, held, at);
            case FINISHED -> ended(event, held, Approval.COMPLETED, event.result(), at);
            case TERMINATED -> ended(event, held, Approval.TERMINATED, null, at);
            case TASK_STARTED, TASK_FINISHED, TASK_REDIRECTED, TASK_CANCELED -> withTask(event, held, at);
            case DELETED, COMMENTED, OTHER -> held;
        };
    }

    /**
     * An approval that was being read while events arrived: what the events said since stays. {@code read} is what the
     * platform answered, {@code held} what the events made of the row meanwhile.
     */
    Approval merged(Approval read, Approval held) {
        if (read.isFinal()) {
            return isRevoked(read, held)
                    ? read.withProgress(
                            held.status(),
                            held.result(),
                            held.finishTime(),
                            read.tasks(),
                            read.records(),
                            read.readAt())
                    : read;
        }
        if (!held.isFinal() && Rounds.isLater(read.tasks(), held.tasks())) {
            return read;
        }
        if (!held.isFinal() && Rounds.isLater(held.tasks(), read.tasks())) {
            return read.withProgress(
                    read.status(), read.result(), read.finishTime(), held.tasks(), read.records(), read.readAt());
        }
        Map<String, ApprovalTask> known =
                read.tasks().stream().collect(Collectors.toMap(ApprovalTask::id, Function.identity()));
        List<ApprovalTask> tasks = new ArrayList<>(read.tasks());
        List<OperationRecord> records = new ArrayList<>(read.records());
        for (ApprovalTask task : held.tasks()) {
            ApprovalTask before = known.get(task.id());
            if (before == null) {
                tasks.add(task);
            } else if (rank(task) > rank(before)) {
                tasks.set(tasks.indexOf(before), before.ended(task.status(), task.result(), task.finishTime()));
            }
            if (before == null || rank(task) > rank(before)) {
                recordOf(task, held).ifPresent(record -> records.add(record.at(records.size())));
            }
        }
        if (held.isFinal()) {
            LocalDateTime end = held.finishTime();
            return read.withProgress(held.status(), held.result(), end, closed(tasks, end), records, read.readAt());
        }
        return read.withProgress(read.status(), read.result(), read.finishTime(), tasks, records, read.readAt());
    }

    /** What was agreed may be revoked, and never the other way round. */
    private static boolean isRevoked(Approval read, Approval held) {
        return Approval.COMPLETED.equals(read.status()) && Approval.TERMINATED.equals(held.status());
    }

    private static Optional<OperationRecord> recordOf(ApprovalTask task, Approval held) {
        return held.records().stream()
                .filter(record -> Objects.equals(record.userId(), task.userId())
                        && record.time() != null
                        && record.time().equals(task.finishTime()))
                .findFirst();
    }

    private Approval created(ApprovalEvent event, String status, String result, Instant at) {
        return Approval.fromEvent(event, status, result, time(event.startedAt()), time(event.finishedAt()), at);
    }

    private Approval ended(ApprovalEvent event, Approval held, String status, String result, Instant at) {
        if (held == null) {
            return created(event, status, result, at);
        }
        return held.isFinal() ? held : closed(event, held, status, result, at);
    }

    /** The one end that comes after another. */
    private Approval revoked(ApprovalEvent event, Approval held, Instant at) {
        if (held == null) {
            return created(event, Approval.TERMINATED, null, at);
        }
        return Approval.TERMINATED.equals(held.status()) ? held : closed(event, held, Approval.TERMINATED, null, at);
    }

    private Approval closed(ApprovalEvent event, Approval held, String status, String result, Instant at) {
        LocalDateTime end = time(event.finishedAt());
        return held.withProgress(status, result, end, closed(held.tasks(), end), held.records(), at);
    }

    /** Nobody is waited for any more; how each of them ended comes with the events of the tasks, or is read. */
    private static List<ApprovalTask> closed(List<ApprovalTask> tasks, LocalDateTime end) {
        return tasks.stream()
                .map(task -> rank(task) == 0 ? task.ended(CANCELED, NO_RESULT, end) : task)
                .toList();
    }

    private Approval withTask(ApprovalEvent event, Approval held, Instant at) {
        if (held == null || event.task() == null || event.task().id() == null) {
            return held;
        }
        ApprovalTask before = held.tasks().stream()
                .filter(task -> task.id().equals(event.task().id()))
                .findFirst()
                .orElse(null);
        ApprovalTask task = taskAfter(event, before);
        if (before == null ? isOutOfDate(task, held) : rank(task) <= rank(before)) {
            return held;
        }
        List<ApprovalTask> tasks = new ArrayList<>(held.tasks());
        if (before == null) {
            tasks.add(task);
        } else {
            tasks.set(tasks.indexOf(before), task);
        }
        List<OperationRecord> records = new ArrayList<>(held.records());
        if (event.kind() == Kind.TASK_FINISHED || event.kind() == Kind.TASK_REDIRECTED) {
            records.add(record(event, records.size(), task));
        }
        return held.withProgress(held.status(), held.result(), held.finishTime(), tasks, records, at);
    }

    /** The start of a task of an approval that has ended meanwhile. */
    private static boolean isOutOfDate(ApprovalTask task, Approval held) {
        return rank(task) == 0 && held.isFinal();
    }

    private ApprovalTask taskAfter(ApprovalEvent event, ApprovalTask before) {
        ApprovalTask task = before != null
                ? before
                : new ApprovalTask(
                        event.task().id(),
                        event.task().userId(),
                        null,
                        Approval.RUNNING,
                        NO_RESULT,
                        time(event.startedAt()),
                        null,
                        null,
                        null,
                        null,
                        null);
        return switch (event.kind()) {
            case TASK_FINISHED -> task.ended(Approval.COMPLETED, word(event.result()), time(event.finishedAt()));
            case TASK_REDIRECTED -> task.ended(Approval.COMPLETED, REDIRECTED, time(event.finishedAt()));
            case TASK_CANCELED -> task.ended(CANCELED, NO_RESULT, time(event.finishedAt()));
            default -> task;
        };
    }

    private static OperationRecord record(ApprovalEvent event, int position, ApprovalTask task) {
        boolean redirected = event.kind() == Kind.TASK_REDIRECTED;
        return new OperationRecord(
                position,
                task.userId(),
                task.userName(),
                redirected ? "REDIRECT_TASK" : "EXECUTE_TASK_NORMAL",
                redirected ? NO_RESULT : task.result(),
                task.finishTime(),
                event.task().remark(),
                task.activityId(),
                null,
                null,
                null,
                List.of());
    }

    /** Not begun or waiting, not needed any more, done: it goes up only. */
    private static int rank(ApprovalTask task) {
        return switch (task.status() == null ? "" : task.status()) {
            case "", "NEW", "PAUSED", Approval.RUNNING -> 0;
            case CANCELED -> 1;
            default -> 2;
        };
    }

    private static String word(String result) {
        return result == null ? NO_RESULT : result.toUpperCase(Locale.ROOT);
    }

    private LocalDateTime time(Instant instant) {
        return instant == null ? null : LocalDateTime.ofInstant(instant, zone);
    }
}
