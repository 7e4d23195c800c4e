package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Something that happened to an approval after the company was generated.
 *
 * @param kind what happened
 * @param at epoch milliseconds
 * @param userid who commented, null for an end
 * @param text the comment, or the result: agree, refuse or empty for a revocation
 */
record Change(Kind kind, long at, String userid, String text) {
    enum Kind {
        COMMENTED,
        ENDED
    }

    Fate applyTo(Fate fate) {
        if (kind == Kind.COMMENTED) {
            return fate;
        }
        return fate.ended(text.isEmpty() ? Fate.TERMINATED : Fate.COMPLETED, text, at);
    }

    void applyTo(ObjectNode detail) {
        if (kind == Kind.COMMENTED) {
            FlowWriter.record(detail.withArray("operationRecords"), userid, at, "ADD_REMARK", "NONE")
                    .put("remark", text);
        } else {
            end(detail);
        }
    }

    private void end(ObjectNode detail) {
        String time = BeijingTime.workflow(at);
        detail.put("status", text.isEmpty() ? Fate.TERMINATED : Fate.COMPLETED)
                .put("result", text)
                .put("finishTime", time);
        List<ObjectNode> open = FlowWriter.open(detail);
        for (ObjectNode task : open) {
            task.put("finishTime", time).put("status", text.isEmpty() ? "TERMINATED" : "CANCELED");
        }
        String verdict = "refuse".equals(text) ? "REFUSE" : "AGREE";
        if (!text.isEmpty() && !open.isEmpty()) {
            open.get(0).put("status", "COMPLETED").put("result", verdict);
        }
        String actor = text.isEmpty() || open.isEmpty()
                ? detail.path("originatorUserId").asText()
                : open.get(0).path("userId").asText();
        FlowWriter.record(
                detail.withArray("operationRecords"),
                actor,
                at,
                text.isEmpty() ? "TERMINATE_PROCESS_INSTANCE" : "EXECUTE_TASK_NORMAL",
                text.isEmpty() ? "NONE" : verdict);
    }
}
