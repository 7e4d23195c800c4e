package io.bactrian.approval;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What was sent back goes through its flow again. Where the platform has no ids of tasks the same task comes again then,
 * which is the one case in which what was done waits once more.
 */
final class Rounds {
    private Rounds() {}

    /**
     * Whether one of {@code tasks} began after the same one of {@code others} was done. Times tell it only where tasks come
     * again: elsewhere they may be cut to the minute in one place and not in the other.
     */
    static boolean isLater(List<ApprovalTask> tasks, List<ApprovalTask> others) {
        Map<String, ApprovalTask> byId = others.stream()
                .filter(task -> task.comesAgain() && task.finishTime() != null)
                .collect(Collectors.toMap(ApprovalTask::id, Function.identity(), (first, second) -> second));
        return tasks.stream().filter(ApprovalTask::comesAgain).anyMatch(task -> {
            ApprovalTask before = byId.get(task.id());
            return before != null
                    && task.createTime() != null
                    && task.createTime().isAfter(before.finishTime());
        });
    }
}
