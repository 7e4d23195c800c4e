package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what happened to approvals: {@code bpms_instance_change} and {@code bpms_task_change}. It compares the detail
 * before and after, so that events and details never disagree. Used by one thread at a time.
 */
final class ApprovalNews {
    private static final String INSTANCE = "bpms_instance_change";
    private static final String TASK = "bpms_task_change";

    private final EventFeed feed;
    /** Details know minutes only; events know milliseconds. */
    private final Map<Long, Long> opened = new HashMap<>();

    ApprovalNews(EventFeed feed) {
        this.feed = feed;
    }

    void started(Approval approval) {
        ObjectNode detail = approval.json();
        feed.tell(INSTANCE, instance(approval, detail, "start"));
        tasks(
                approval,
                detail,
                JsonNodeFactory.instance.arrayNode(),
                approval.fate().created());
    }

    void changed(Approval before, ObjectNode was, Approval after, Change change) {
        ObjectNode detail = after.json();
        if (change instanceof Change.Commented comment) {
            feed.tell(
                    TASK,
                    head(after, detail, "comment")
                            .put("staffId", comment.userid())
                            .put("remark", comment.text())
                            .put("createTime", comment.at()));
        }
        tasks(after, detail, was.path("tasks"), change.at());
        if (before.fate().running() && !after.fate().running()) {
            boolean revoked = after.result().isEmpty();
            feed.tell(INSTANCE, instance(after, detail, revoked ? "terminate" : "finish"));
        }
    }

    void deleted(Approval approval) {
        feed.tell(INSTANCE, instance(approval, approval.json(), "delete"));
    }

    /** Tasks that ended come before those that this opened. */
    private void tasks(Approval approval, ObjectNode detail, JsonNode before, long at) {
        JsonNode tasks = detail.path("tasks");
        for (int i = 0; i < before.size(); i++) {
            if (!before.path(i).has("finishTime") && tasks.path(i).has("finishTime")) {
                ended(approval, detail, tasks.path(i), at);
            }
        }
        for (int i = before.size(); i < tasks.size(); i++) {
            JsonNode task = tasks.path(i);
            opened.put(task.path("taskId").asLong(), at);
            feed.tell(TASK, task(approval, detail, task, "start", at));
        }
    }

    /** The documentation knows no event for the tasks of an approval that was revoked. */
    private void ended(Approval approval, ObjectNode detail, JsonNode task, long at) {
        Long begun = opened.remove(task.path("taskId").asLong());
        long created =
                begun == null ? BeijingTime.millis(task.path("createTime").asText()) : begun;
        String status = task.path("status").asText();
        if (status.equals("TERMINATED")) {
            return;
        }
        boolean done = status.equals("COMPLETED");
        ObjectNode data = task(approval, detail, task, done ? "finish" : "cancel", created)
                .put("finishTime", at);
        if (done) {
            String result = task.path("result").asText().toLowerCase(Locale.ROOT);
            data.put("result", result.equals("redirected") ? "redirect" : result);
            JsonNode records = detail.path("operationRecords");
            JsonNode remark = records.path(records.size() - 1).path("remark");
            if (remark.isTextual()) {
                data.set("remark", remark);
            }
        }
        feed.tell(TASK, data);
    }

    private static ObjectNode task(Approval approval, ObjectNode detail, JsonNode task, String type, long created) {
        ObjectNode data = head(approval, detail, type);
        data.set("taskId", task.path("taskId"));
        data.set("staffId", task.path("userId"));
        return data.put("createTime", created);
    }

    private static ObjectNode instance(Approval approval, ObjectNode detail, String type) {
        Fate fate = approval.fate();
        ObjectNode data = head(approval, detail, type)
                .put("url", "https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm?procInsId=" + approval.id())
                .put("staffId", approval.originator().userid())
                .put("createTime", fate.created());
        if (!fate.running()) {
            data.put("finishTime", fate.finished());
        }
        return fate.result().isEmpty() ? data : data.put("result", fate.result());
    }

    private static ObjectNode head(Approval approval, ObjectNode detail, String type) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("processInstanceId", approval.id())
                .put("processCode", approval.template().processCode())
                .put("type", type);
        data.set("businessId", detail.path("businessId"));
        data.set("title", detail.path("title"));
        return data;
    }
}
