package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.approval.OperationRecord;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The history of an approval, which WeCom does not send as one: who handed it in, who did what, and what was said, by
 * time, in the words of DingTalk's records.
 */
final class RecordsMapper {
    private final ZoneId zone;

    RecordsMapper(ZoneId zone) {
        this.zone = zone;
    }

    private record Entry(
            long seconds,
            String userId,
            String type,
            String result,
            String remark,
            String activityId,
            String showName,
            JsonNode files) {}

    List<OperationRecord> records(JsonNode info, Flow flow, List<String> applicants) {
        List<Entry> entries = new ArrayList<>();
        long submitted = InfoJson.seconds(info.get("apply_time"));
        applicants.forEach(id -> entries.add(
                new Entry(submitted, id, "START_PROCESS_INSTANCE", TaskStatus.NO_RESULT, null, null, "提交", null)));
        for (int place = 0; place < flow.nodes().size(); place++) {
            addActs(entries, flow.nodes().get(place), String.valueOf(place + 1));
        }
        InfoJson.list(info.get("comments")).forEach(comment -> entries.add(comment(comment)));
        // stable: what happened in the same second stays in the order of the flow
        entries.sort(Comparator.comparingLong(Entry::seconds));
        List<OperationRecord> records = new ArrayList<>();
        entries.forEach(entry -> records.add(record(records.size(), entry)));
        return records;
    }

    private static void addActs(List<Entry> entries, Flow.Node node, String activityId) {
        for (Flow.Act act : node.acts()) {
            if (!act.isPending()) {
                boolean handedOver =
                        TaskStatus.TRANSFERRED.equals(act.status()) || TaskStatus.PASSED_ON.equals(act.status());
                entries.add(new Entry(
                        act.seconds(),
                        act.userId(),
                        handedOver ? "REDIRECT_TASK" : "EXECUTE_TASK_NORMAL",
                        handedOver ? TaskStatus.NO_RESULT : TaskStatus.result(act.status()),
                        act.speech(),
                        activityId,
                        node.rule(),
                        ApprovalMapper.files(act.files())));
            }
        }
    }

    private static Entry comment(JsonNode comment) {
        return new Entry(
                InfoJson.seconds(comment.get("commenttime")),
                InfoJson.userId(comment.path("commentUserInfo").get("userid")),
                "ADD_REMARK",
                TaskStatus.NO_RESULT,
                InfoJson.text(comment.get("commentcontent")),
                InfoJson.text(comment.get("commentid")),
                null,
                ApprovalMapper.files(comment.get("media_id")));
    }

    private OperationRecord record(int position, Entry entry) {
        return new OperationRecord(
                position,
                entry.userId(),
                null,
                entry.type(),
                entry.result(),
                InfoJson.time(entry.seconds(), zone),
                entry.remark(),
                entry.activityId(),
                entry.showName(),
                entry.files(),
                null,
                List.of());
    }
}
