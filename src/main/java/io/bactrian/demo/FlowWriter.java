package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes how one approval went: its tasks and its operation records, in the order of time. */
final class FlowWriter {
    /** More would have the numbers of the next approval's tasks. */
    static final int MOST_TASKS = 32;

    private static final long FIRST_TASK = 88_000_000_000L;

    private final Fate fate;
    private final Roster roster;
    private final Dice dice;
    private final boolean old;
    private final long latest;
    private final ArrayNode records;
    private final ArrayNode tasks;
    private int taskCount;

    FlowWriter(Fate fate, Roster roster, Dice dice, boolean old, long latest, ObjectNode detail) {
        this.fate = fate;
        this.roster = roster;
        this.dice = dice;
        this.old = old;
        this.latest = latest;
        this.records = detail.putArray("operationRecords");
        this.tasks = detail.putArray("tasks");
    }

    void write() {
        String originator = fate.originator().userid();
        record(originator, fate.created(), "START_PROCESS_INSTANCE", "NONE", "sid-startevent", "发起");
        if (fate.index() % 9 == 4) {
            twoCopies(originator);
        }
        int nodes = dice.between(1, 3);
        long end = fate.running() ? Math.min(latest, fate.created() + 7_200_000L) : fate.finished();
        for (int node = 0; node < nodes; node++) {
            long opened = between(end, node, nodes);
            long done = between(end, node + 1, nodes);
            if (node < nodes - 1) {
                passed(node, opened, done, "AGREE");
            } else {
                last(node, opened, done);
            }
            if (node == 0 && fate.index() % 5 == 1) {
                comment(roster.colleague(dice, old).userid(), done, "请补充发票 👍 \"quickly\"", true);
            }
        }
        if (fate.index() % 10 == 6 && Fate.COMPLETED.equals(fate.status())) {
            comment(originator, Math.min(latest, fate.finished() + 86_400_000L), "thanks, 已收到 <b>ok</b>; -- '", false);
        }
    }

    /** Just started: the first approver has not acted. */
    void begin(String approver) {
        String originator = fate.originator().userid();
        record(originator, fate.created(), "START_PROCESS_INSTANCE", "NONE", "sid-startevent", "发起");
        task(approver, fate.created(), 0, "RUNNING", "NONE", 0);
    }

    private long between(long end, int node, int nodes) {
        return fate.created() + (end - fate.created()) * node / nodes;
    }

    private void last(int node, long opened, long done) {
        switch (fate.status()) {
            case Fate.RUNNING -> waiting(node, opened);
            case Fate.TERMINATED -> {
                task(colleague(), opened, done, "TERMINATED", "NONE", node);
                String originator = fate.originator().userid();
                record(originator, done, "TERMINATE_PROCESS_INSTANCE", "NONE", "", "撤销")
                        .put("remark", "填错了");
            }
            default -> passed(node, opened, done, "refuse".equals(fate.result()) ? "REFUSE" : "AGREE");
        }
    }

    private void waiting(int node, long opened) {
        int approvers = fate.index() % 3 == 0 ? dice.between(2, 3) : 1;
        for (int i = 0; i < approvers; i++) {
            task(colleague(), opened, 0, "RUNNING", "NONE", node);
        }
        if (dice.oneIn(5)) {
            task(colleague(), opened, 0, dice.oneIn(2) ? "NEW" : "PAUSED", "NONE", node + 1);
        }
    }

    private void passed(int node, long opened, long done, String result) {
        String approver = colleague();
        if (node == 0 && fate.index() % 8 == 2 && "AGREE".equals(result)) {
            task("bpms_system", opened, opened, "COMPLETED", "AGREE", node);
            record("bpms_system", opened, "EXECUTE_TASK_AUTO", "AGREE", activity(node), "自动通过")
                    .put("remark", "命中规则 [查看](https://aflow.dingtalk.com/rule?id=1)");
            return;
        }
        if (node == 0 && fate.index() % 7 == 3) {
            long redirected = Math.min(done, opened + 60_000);
            task(approver, opened, redirected, "COMPLETED", "REDIRECTED", node);
            record(approver, redirected, "REDIRECT_TASK", "NONE", activity(node), "转交");
            approver = colleague();
        }
        task(approver, opened, done, "COMPLETED", result, node);
        if (fate.index() % 6 == node) {
            for (int others = dice.between(1, 2); others > 0; others--) {
                task(colleague(), opened, done, "CANCELED", "NONE", node);
            }
        }
        if (fate.index() % 13 == 5) {
            record(approver, done, "APPEND_TASK_AFTER", "NONE", activity(node), "加签");
        }
        String type = fate.index() % 11 == 7 ? "EXECUTE_TASK_AGENT" : "EXECUTE_TASK_NORMAL";
        ObjectNode executed = record(approver, done, type, result, activity(node), "审批人");
        if (dice.oneIn(3)) {
            executed.put("remark", "REFUSE".equals(result) ? "预算不足 😢" : "同意");
        }
    }

    /** The platform repeats this record, the second time with an empty remark. */
    private void twoCopies(String originator) {
        String receiver = colleague();
        record(originator, fate.created(), "PROCESS_CC", "NONE", "cc_1", "抄送人")
                .putArray("ccUserIds")
                .add(receiver);
        record(originator, fate.created(), "PROCESS_CC", "NONE", "cc_1", "抄送人")
                .put("remark", "")
                .putArray("ccUserIds")
                .add(receiver);
    }

    private void comment(String userid, long at, String text, boolean withFiles) {
        ObjectNode comment = record(userid, at, "ADD_REMARK", "NONE", "", "评论").put("remark", text);
        if (withFiles) {
            comment.withArray("images").add("https://static.dingtalk.com/media/l" + dice.hex(12) + "_1280_720.jpg");
            comment.withArray("attachments")
                    .addObject()
                    .put("fileName", "发票 \"1\".pdf")
                    .put("fileSize", Integer.toString(dice.between(1, 9_000_000)))
                    .put("fileId", dice.digits(11))
                    .put("fileType", "pdf")
                    .put("spaceId", "2244668800");
        }
    }

    private ObjectNode record(String userid, long at, String type, String result, String activity, String title) {
        return record(records, userid, at, type, result)
                .put("activityId", activity)
                .put("showName", title);
    }

    static ObjectNode record(ArrayNode records, String userid, long at, String type, String result) {
        ObjectNode entry = records.addObject()
                .put("userId", userid)
                .put("date", BeijingTime.workflow(at))
                .put("type", type)
                .put("result", result);
        entry.putArray("images");
        entry.putArray("attachments");
        entry.putArray("ccUserIds");
        return entry;
    }

    private void task(String userid, long opened, long done, String status, String result, int node) {
        long taskId = FIRST_TASK + fate.index() * MOST_TASKS + taskCount++;
        ObjectNode entry = task(tasks, taskId, userid, opened, activity(node), fate.id())
                .put("status", status)
                .put("result", result);
        if (done > 0) {
            entry.put("finishTime", BeijingTime.workflow(done));
        }
    }

    private static ObjectNode task(
            ArrayNode tasks, long taskId, String userid, long opened, String activity, String approvalId) {
        return tasks.addObject()
                .put("taskId", taskId)
                .put("userId", userid)
                .put("status", "RUNNING")
                .put("result", "NONE")
                .put("createTime", BeijingTime.workflow(opened))
                .put("activityId", activity)
                .put("processInstanceId", approvalId)
                .put("taskGroupName", "")
                .put("mobileUrl", "aflow.dingtalk.com?procInsId=" + approvalId + "&taskId=" + taskId)
                .put("pcUrl", "aflow.dingtalk.com?procInsId=" + approvalId);
    }

    /** Opens one more task after the last one, so many nodes further. */
    static void follow(ObjectNode detail, String userid, long at, int nodesOn) {
        ArrayNode tasks = detail.withArray("tasks");
        JsonNode last = tasks.get(tasks.size() - 1);
        Matcher activity = Pattern.compile("(.*_)(\\d+)(e8d)")
                .matcher(last.path("activityId").asText());
        String next = activity.matches()
                ? activity.group(1) + (Integer.parseInt(activity.group(2)) + nodesOn) + activity.group(3)
                : "";
        long taskId = last.path("taskId").asLong() + 1;
        task(tasks, taskId, userid, at, next, last.path("processInstanceId").asText());
    }

    private String colleague() {
        return roster.colleague(dice, old).userid();
    }

    private String activity(int node) {
        return "a" + fate.template() + "_" + node + "e8d";
    }

    /** Those who still have to act, in the order of the tasks. */
    static List<ObjectNode> open(ObjectNode detail) {
        List<ObjectNode> open = new ArrayList<>();
        detail.withArray("tasks").forEach(task -> {
            if (!task.has("finishTime")) {
                open.add((ObjectNode) task);
            }
        });
        return open;
    }
}
