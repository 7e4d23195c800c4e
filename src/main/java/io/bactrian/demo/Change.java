package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Something that happened to an approval after it was started; {@code at} is in epoch milliseconds. */
sealed interface Change {
    long at();

    /** What has become of the approval with this change. */
    default Fate applyTo(Fate fate) {
        return fate;
    }

    /** Writes this change into the detail as it was before. */
    void applyTo(ObjectNode detail);

    /** A comment, also after the end. */
    record Commented(long at, String userid, String text) implements Change {
        @Override
        public void applyTo(ObjectNode detail) {
            FlowWriter.record(detail.withArray("operationRecords"), userid, at, "ADD_REMARK", "NONE")
                    .put("remark", text);
        }
    }

    /** The approver of the day agreed, and the next one has to. */
    record Agreed(long at, String remark, String next) implements Change {
        @Override
        public void applyTo(ObjectNode detail) {
            ObjectNode task = current(detail);
            close(task, at, "COMPLETED", "AGREE");
            executed(detail, task, at, "AGREE", remark);
            FlowWriter.follow(detail, next, at, 1);
        }
    }

    /** The approver of the day handed the task over to somebody else. */
    record HandedOver(long at, String remark, String receiver) implements Change {
        @Override
        public void applyTo(ObjectNode detail) {
            ObjectNode task = current(detail);
            close(task, at, "COMPLETED", "REDIRECTED");
            noted(detail, task, at, "REDIRECT_TASK", "NONE", "转交", remark);
            FlowWriter.follow(detail, receiver, at, 0);
        }
    }

    /**
     * The end: the first of the open tasks decides, the others are not needed any more.
     *
     * @param result agree, refuse or empty for a revocation
     */
    record Ended(long at, String result, String remark) implements Change {
        @Override
        public Fate applyTo(Fate fate) {
            return fate.ended(status(), result, at);
        }

        @Override
        public void applyTo(ObjectNode detail) {
            detail.put("status", status()).put("result", result).put("finishTime", BeijingTime.workflow(at));
            List<ObjectNode> open = FlowWriter.open(detail);
            open.forEach(task -> close(task, at, result.isEmpty() ? "TERMINATED" : "CANCELED", "NONE"));
            String verdict = "refuse".equals(result) ? "REFUSE" : "AGREE";
            if (!result.isEmpty() && !open.isEmpty()) {
                close(open.get(0), at, "COMPLETED", verdict);
                executed(detail, open.get(0), at, verdict, remark);
                return;
            }
            ArrayNode records = detail.withArray("operationRecords");
            String originator = detail.path("originatorUserId").asText();
            String type = result.isEmpty() ? "TERMINATE_PROCESS_INSTANCE" : "EXECUTE_TASK_NORMAL";
            FlowWriter.record(records, originator, at, type, result.isEmpty() ? "NONE" : verdict);
        }

        private String status() {
            return result.isEmpty() ? Fate.TERMINATED : Fate.COMPLETED;
        }
    }

    private static ObjectNode current(ObjectNode detail) {
        return FlowWriter.open(detail).get(0);
    }

    private static void close(ObjectNode task, long at, String status, String result) {
        task.put("finishTime", BeijingTime.workflow(at)).put("status", status).put("result", result);
    }

    private static void executed(ObjectNode detail, ObjectNode task, long at, String verdict, String remark) {
        noted(detail, task, at, "EXECUTE_TASK_NORMAL", verdict, "审批人", remark);
    }

    private static void noted(
            ObjectNode detail, ObjectNode task, long at, String type, String result, String title, String remark) {
        String userid = task.path("userId").asText();
        ObjectNode entry = FlowWriter.record(detail.withArray("operationRecords"), userid, at, type, result)
                .put("activityId", task.path("activityId").asText())
                .put("showName", title);
        if (!remark.isEmpty()) {
            entry.put("remark", remark);
        }
    }
}
