package io.bactrian.dingtalk;

import static io.bactrian.dingtalk.WireJson.entries;
import static io.bactrian.dingtalk.WireJson.field;
import static io.bactrian.dingtalk.WireJson.ids;
import static io.bactrian.dingtalk.WireJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bactrian.approval.Approval;
import io.bactrian.approval.ApprovalTask;
import io.bactrian.approval.MalformedAnswerException;
import io.bactrian.approval.OperationRecord;
import io.bactrian.approval.StoredPayload;
import io.bactrian.directory.NamesTold;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Maps the answer that describes one approval to the neutral record (DingTalk API, "Instance detail").
 *
 * <p>The answer is {@code {"success":true,"result":{…}}}; the old generation's
 * {@code {"errcode":0,"process_instance":{…}}} is read as well, since payloads that were stored earlier have it.
 * Everything but the status may be missing. Times become wall-clock times of the storage zone, to the minute (new
 * generation) or the second (old one). Names of people are not in the answer and stay {@code null}.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ApprovalMapper {
    private static final Map<String, String> STATUSES = Map.of(
            "NEW", Approval.RUNNING,
            "RUNNING", Approval.RUNNING,
            "COMPLETED", Approval.COMPLETED,
            "TERMINATED", Approval.TERMINATED,
            "CANCELED", Approval.TERMINATED);
    private static final Map<String, String> RESULTS = Map.of("AGREE", "agree", "REFUSE", "refuse");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    private final WireTime times;

    /** A mapper that writes times as wall-clock times of the given zone. */
    public ApprovalMapper(ZoneId storageZone) {
        times = new WireTime(storageZone);
    }

    /**
     * The approval that the answer describes.
     *
     * @param instanceId the id that was asked for, since the answer does not repeat it
     * @param templateCode the process code that the id was listed under, for the same reason; may be {@code null}
     * @param payload the whole answer
     * @param readAt when the read was started, by our own clock
     * @throws MalformedAnswerException if the payload is not such an answer, or says that the call failed
     */
    public Approval map(String connection, String instanceId, String templateCode, String payload, Instant readAt) {
        return map(connection, instanceId, templateCode, payload, WireJson.answer(payload), readAt);
    }

    /** The same, of a payload that was parsed already: {@code answer} is a JSON object. */
    Approval map(
            String connection,
            String instanceId,
            String templateCode,
            String payload,
            JsonNode answer,
            Instant readAt) {
        JsonNode instance = instance(answer);
        String status = text(instance, "status");
        if (status == null) {
            throw new MalformedAnswerException("The answer describes an instance without a status.");
        }
        String result = text(instance, "result");
        JsonNode form = form(instance);
        return new Approval(
                connection,
                instanceId,
                templateCode,
                text(instance, "title"),
                text(instance, "businessId", "business_id"),
                STATUSES.getOrDefault(status.toUpperCase(Locale.ROOT), status),
                status,
                neutralResult(result),
                result,
                text(instance, "originatorUserId", "originatorUserid", "originator_userid"),
                null,
                departmentId(text(instance, "originatorDeptId", "originator_dept_id")),
                text(instance, "originatorDeptName", "originator_dept_name"),
                times.read(field(instance, "createTime", "create_time")),
                times.read(field(instance, "finishTime", "finish_time")),
                text(instance, "bizAction", "biz_action"),
                text(instance, "mainProcessInstanceId", "main_process_instance_id"),
                ids(field(instance, "attachedProcessInstanceIds", "attached_process_instance_ids")),
                ids(field(instance, "ccUserIds", "cc_userids")),
                List.copyOf(tasks(instance)),
                records(instance),
                form,
                FormDecoder.clean(form),
                payload,
                readAt,
                NamesTold.NONE);
    }

    /** The same from what is stored. */
    Approval map(StoredPayload stored) {
        return map(
                stored.connection(),
                stored.id(),
                stored.templateCode(),
                stored.payload(),
                stored.json() == null ? WireJson.answer(stored.payload()) : stored.json(),
                stored.readAt());
    }

    private static JsonNode instance(JsonNode answer) {
        if ("false".equalsIgnoreCase(text(answer, "success"))) {
            throw new MalformedAnswerException("The answer says that the call had no success.");
        }
        String code = text(answer, "errcode");
        if (code != null && !"0".equals(code)) {
            throw new MalformedAnswerException("The answer carries an error code instead of an instance.");
        }
        JsonNode instance = WireJson.container(field(answer, "result", "process_instance"));
        if (instance == null || !instance.isObject()) {
            throw new MalformedAnswerException("The answer has no object named 'result' or 'process_instance'.");
        }
        return instance;
    }

    private static String neutralResult(String result) {
        if (result == null || "NONE".equals(result)) {
            return null;
        }
        return RESULTS.getOrDefault(result.toUpperCase(Locale.ROOT), result);
    }

    /** Approvals call the root department -1, the directory calls it 1. */
    private static String departmentId(String id) {
        return "-1".equals(id) ? "1" : id;
    }

    private static JsonNode form(JsonNode instance) {
        JsonNode sent = field(instance, "formComponentValues", "form_component_values");
        JsonNode form = WireJson.container(sent);
        return form == null ? sent : form;
    }

    /** A task that is sent twice is kept once, as it was sent last; one without an id goes by its place. */
    private Collection<ApprovalTask> tasks(JsonNode instance) {
        Map<String, ApprovalTask> tasks = new LinkedHashMap<>();
        List<JsonNode> sent = entries(instance.get("tasks"));
        for (int place = 0; place < sent.size(); place++) {
            if (sent.get(place).isObject()) {
                ApprovalTask task = task(place, sent.get(place));
                tasks.put(task.id(), task);
            }
        }
        return tasks.values();
    }

    private ApprovalTask task(int place, JsonNode task) {
        String id = text(task, "taskId", "taskid", "task_id");
        return new ApprovalTask(
                id == null ? "#" + place : id,
                text(task, "userId", "userid"),
                null,
                text(task, "status", "task_status"),
                text(task, "result", "task_result"),
                times.read(field(task, "createTime", "create_time")),
                times.read(field(task, "finishTime", "finish_time")),
                text(task, "activityId", "activity_id"),
                text(task, "taskGroupName", "task_group_name"),
                address(text(task, "mobileUrl", "url")),
                address(text(task, "pcUrl")));
    }

    /** DingTalk leaves out how an address begins. */
    private static String address(String text) {
        return text == null || text.isBlank() || SCHEME.matcher(text).lookingAt() ? text : "https://" + text;
    }

    private List<OperationRecord> records(JsonNode instance) {
        List<OperationRecord> records = new ArrayList<>();
        List<JsonNode> sent = entries(field(instance, "operationRecords", "operation_records"));
        for (int place = 0; place < sent.size(); place++) {
            if (sent.get(place).isObject()) {
                records.add(record(place, sent.get(place)));
            }
        }
        return records;
    }

    private OperationRecord record(int place, JsonNode record) {
        return new OperationRecord(
                place,
                text(record, "userId", "userid"),
                null,
                text(record, "type", "operation_type"),
                text(record, "result", "operation_result"),
                times.read(field(record, "date")),
                text(record, "remark"),
                text(record, "activityId", "activity_id"),
                text(record, "showName", "show_name"),
                arrayOrNull(record.get("attachments")),
                arrayOrNull(record.get("images")),
                ids(field(record, "ccUserIds", "cc_userids")));
    }

    private static ArrayNode arrayOrNull(JsonNode sent) {
        List<JsonNode> entries = entries(sent);
        if (!entries.isEmpty()) {
            return WireJson.NODES.arrayNode().addAll(entries);
        }
        String text = WireJson.container(sent) == null ? text(sent) : null;
        return text == null ? null : WireJson.NODES.arrayNode().add(text);
    }
}
