package io.bactrian.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the state that an event tells over what is known. Events come in any order, so each task goes forward only: not
 * begun, waiting, not needed, done. What goes back in truth, such as a node that was sent back, is read.
 */
final class ToldState {
    private ToldState() {}

    /** {@code next} is what the event's kind made of {@code held}, which may be {@code null}. */
    static Approval over(Approval next, Approval held, ApprovalEvent.State told, Instant at) {
        List<ApprovalTask> tasks = forward(next, told.tasks());
        Approval further = tasks.equals(next.tasks())
                ? next
                : next.withProgress(next.status(), next.result(), next.finishTime(), tasks, next.records(), at);
        boolean hasMoved = held == null || !held.status().equals(next.status());
        return hasMoved ? further.withPlatformStatus(told.platformStatus()) : further;
    }

    private static List<ApprovalTask> forward(Approval approval, List<ApprovalTask> told) {
        if (!approval.isFinal() && Rounds.isLater(told, approval.tasks())) {
            return told;
        }
        if (Rounds.isLater(approval.tasks(), told)) {
            return approval.tasks();
        }
        List<ApprovalTask> tasks = new ArrayList<>(approval.tasks());
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < tasks.size(); place++) {
            places.put(tasks.get(place).id(), place);
        }
        for (ApprovalTask task : told) {
            Integer place = places.get(task.id());
            boolean isOutOfDate = approval.isFinal() && isOpen(task);
            if (place == null && !isOutOfDate) {
                tasks.add(task);
            } else if (place != null && !isOutOfDate && step(task) > step(tasks.get(place))) {
                tasks.set(place, task);
            }
        }
        return tasks;
    }

    private static boolean isOpen(ApprovalTask task) {
        return step(task) < 2;
    }

    private static int step(ApprovalTask task) {
        return switch (task.status() == null ? "" : task.status()) {
            case "", "NEW" -> 0;
            case "PAUSED", Approval.RUNNING -> 1;
            case "CANCELED" -> 2;
            default -> 3;
        };
    }
}
