package io.bactrian.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An approval as the rows that hold it, with a fingerprint of what the platform says. Names are not part of it: they
 * are kept right by {@link NameRepair}. Where a name is not known the id stands, which is never a wrong name.
 */
final class ApprovalRow {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Keys in a fixed order, so that the same content always reads the same. */
    private static final ObjectWriter SORTED = JSON.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private final Approval approval;
    private final Map<String, Object> instance = new LinkedHashMap<>();
    private final List<Map<String, Object>> tasks = new ArrayList<>();
    private final List<Map<String, Object>> records = new ArrayList<>();
    private final List<String> currentApproverIds;
    private final String contentHash;

    ApprovalRow(Approval approval, String platform) {
        this.approval = approval;
        this.currentApproverIds = approval.runningTasks().stream()
                .map(ApprovalTask::userId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        fillInstance(platform);
        approval.tasks().forEach(this::addTask);
        approval.records().forEach(this::addRecord);
        this.contentHash = hash(content());
    }

    Approval approval() {
        return approval;
    }

    /** When the read began that it is from; {@code null} when an event told it. */
    Long readAt() {
        return approval.payload() == null ? null : approval.readAt().toEpochMilli();
    }

    String contentHash() {
        return contentHash;
    }

    /** Column values of {@code process_instance} by the names of approval-insert.sql, without times of ours. */
    Map<String, Object> instance() {
        return instance;
    }

    List<Map<String, Object>> tasks() {
        return tasks;
    }

    List<Map<String, Object>> records() {
        return records;
    }

    private void fillInstance(String platform) {
        instance.put("connection", approval.connection());
        instance.put("id", approval.id());
        instance.put("platform", platform);
        instance.put("code", approval.templateCode());
        instance.put("title", cut(approval.title(), 1024));
        instance.put("status", cut(approval.status(), 32));
        instance.put("platformStatus", cut(approval.platformStatus(), 64));
        instance.put("result", cut(approval.result(), 32));
        instance.put("platformResult", cut(approval.platformResult(), 64));
        instance.put("originatorId", approval.originatorId());
        instance.put("originatorName", nameOrId(approval.originatorName(), approval.originatorId()));
        instance.put("originatorDeptId", approval.originatorDeptId());
        instance.put("originatorDeptName", cut(approval.originatorDeptName(), 512));
        instance.put("currentApprovers", CurrentApprovers.text(currentApproverNames()));
        instance.put("currentApproverIds", json(currentApproverIds));
        instance.put("ccUserIds", json(approval.ccUserIds()));
        instance.put("formValues", json(approval.formValues()));
        instance.put("formCleaned", json(approval.formCleaned()));
        instance.put("businessId", cut(approval.businessId(), 128));
        instance.put("bizAction", cut(approval.bizAction(), 32));
        instance.put("mainInstanceId", approval.mainInstanceId());
        instance.put("attachedInstanceIds", json(approval.attachedInstanceIds()));
        instance.put("createTime", approval.createTime());
        instance.put("finishTime", approval.finishTime());
        instance.put(
                "tasks",
                json(approval.tasks().stream().map(ApprovalRow::taskJson).toList()));
    }

    private List<String> currentApproverNames() {
        return approval.runningTasks().stream()
                .map(task -> nameOrId(task.userName(), task.userId()))
                .toList();
    }

    private void addTask(ApprovalTask task) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("connection", approval.connection());
        row.put("instance", approval.id());
        row.put("id", task.id());
        row.put("position", tasks.size());
        row.put("userId", task.userId());
        row.put("userName", nameOrId(task.userName(), task.userId()));
        row.put("status", cut(task.status(), 32));
        row.put("result", cut(task.result(), 32));
        row.put("createTime", task.createTime());
        row.put("finishTime", task.finishTime());
        row.put("activityId", cut(task.activityId(), 255));
        row.put("groupName", cut(task.groupName(), 512));
        row.put("mobileUrl", cut(task.mobileUrl(), 1024));
        row.put("pcUrl", cut(task.pcUrl(), 1024));
        tasks.add(row);
    }

    private void addRecord(OperationRecord record) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("connection", approval.connection());
        row.put("instance", approval.id());
        row.put("position", record.position());
        row.put("userId", record.userId());
        row.put("userName", nameOrId(record.userName(), record.userId()));
        row.put("type", cut(record.type(), 64));
        row.put("result", cut(record.result(), 64));
        row.put("time", record.time());
        row.put("remark", record.remark());
        row.put("activityId", cut(record.activityId(), 255));
        row.put("showName", cut(record.showName(), 512));
        row.put("attachments", json(record.attachments()));
        row.put("images", json(record.images()));
        row.put("ccUserIds", json(record.ccUserIds()));
        records.add(row);
    }

    /** The tasks without names: these stand in {@code process_task}, where they can be repaired. */
    private static Map<String, Object> taskJson(ApprovalTask task) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("taskId", task.id());
        json.put("userId", task.userId());
        json.put("status", task.status());
        json.put("result", task.result());
        json.put("createTime", text(task.createTime()));
        json.put("finishTime", text(task.finishTime()));
        json.put("activityId", task.activityId());
        return json;
    }

    private String content() {
        StringBuilder content = new StringBuilder(4096);
        instance.forEach((column, value) -> {
            if (!column.equals("originatorName") && !column.equals("currentApprovers")) {
                content.append(value).append('\n');
            }
        });
        tasks.forEach(row -> appendUnnamed(content, row));
        records.forEach(row -> appendUnnamed(content, row));
        return content.toString();
    }

    private static void appendUnnamed(StringBuilder content, Map<String, Object> row) {
        row.forEach((column, value) -> {
            if (!column.equals("userName")) {
                content.append(value).append('\n');
            }
        });
    }

    private static String nameOrId(String name, String id) {
        return cut(name == null ? id : name, 255);
    }

    private static String cut(String text, int length) {
        if (text == null || text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static String json(Object value) {
        if (value == null || value instanceof JsonNode node && (node.isNull() || node.isMissingNode())) {
            return null;
        }
        try {
            return SORTED.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read cannot be written", e);
        }
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
