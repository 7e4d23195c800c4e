package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.approval.ApprovalEvent;
import io.bactrian.directory.DirectoryEvent;
import io.bactrian.event.EventHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DingTalk's events in the words of the neutral rooms. As lenient as {@link WireJson}: ids are numbers or text, lists
 * are lists, text or a single value, and very old registrations spell fields with a capital (DingTalk API, "Event
 * payloads").
 */
final class DingTalkEventMapper {
    private static final Logger LOG = LoggerFactory.getLogger(DingTalkEventMapper.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Instants do not depend on the zone of the database. */
    private final WireTime time = new WireTime(ZoneOffset.UTC);

    /** How an event came; {@code id} and {@code bornAt} may be {@code null}. */
    record Delivery(String connection, String id, String type, String source, Long bornAt, long arrivedAt) {}

    /**
     * An {@link ApprovalEvent}, a {@link DirectoryEvent}, or nothing where the type is one that nobody needs or where
     * it does not say what it is about (a line in the log says so: it would say no more if it were delivered again).
     */
    Optional<Object> map(Delivery delivery, Map<?, ?> data) {
        return switch (delivery.type()) {
            case "bpms_instance_change" -> approval(delivery, data, false);
            case "bpms_task_change" -> approval(delivery, data, true);
            case "user_add_org", "user_modify_org", "user_active_org" ->
                directory(delivery, DirectoryEvent.Kind.MEMBER_CHANGED, data, members(content(data)));
            case "user_leave_org" -> directory(delivery, DirectoryEvent.Kind.MEMBER_LEFT, data, members(content(data)));
            case "org_dept_create", "org_dept_modify" ->
                directory(delivery, DirectoryEvent.Kind.DEPARTMENT_CHANGED, data, departments(content(data)));
            case "org_dept_remove" ->
                directory(delivery, DirectoryEvent.Kind.DEPARTMENT_REMOVED, data, departments(content(data)));
            default -> Optional.empty();
        };
    }

    /** Pushes that are fetched afterwards wrap the same fields once more. */
    private static JsonNode content(Map<?, ?> data) {
        JsonNode all = JSON.valueToTree(data);
        JsonNode wrapped = WireJson.container(WireJson.field(all, "bpmsCallBackData", "callbackData"));
        return wrapped != null && wrapped.isObject() ? wrapped : all;
    }

    private Optional<Object> approval(Delivery delivery, Map<?, ?> payload, boolean aboutTask) {
        JsonNode data = content(payload);
        String approvalId = WireJson.text(data, "processInstanceId", "process_instance_id", "ProcessInstanceId");
        if (approvalId == null) {
            return malformed(delivery, "an approval");
        }
        String result = WireJson.text(data, "result", "Result");
        String staffId = WireJson.text(data, "staffId", "staff_id", "StaffId");
        String type = Objects.requireNonNullElse(WireJson.text(data, "type", "Type"), "")
                .toLowerCase(Locale.ROOT);
        return Optional.of(new ApprovalEvent(
                head(delivery, payload),
                aboutTask ? kindOfTask(type, result) : kindOfInstance(type),
                approvalId,
                WireJson.text(data, "processCode", "process_code", "ProcessCode"),
                WireJson.text(data, "businessId", "business_id", "BusinessId"),
                WireJson.text(data, "title", "Title"),
                aboutTask ? null : staffId,
                result,
                instant(WireJson.field(data, "createTime", "create_time", "CreateTime")),
                // one of the two spellings is the platform's own slip
                instant(WireJson.field(data, "finishTime", "finish_time", "finshTime", "FinishTime")),
                aboutTask
                        ? new ApprovalEvent.Task(
                                WireJson.text(data, "taskId", "task_id", "TaskId"),
                                staffId,
                                WireJson.text(data, "remark", "content", "Remark"))
                        : null));
    }

    private static ApprovalEvent.Kind kindOfInstance(String type) {
        return switch (type) {
            case "start" -> ApprovalEvent.Kind.STARTED;
            case "finish" -> ApprovalEvent.Kind.FINISHED;
            case "terminate" -> ApprovalEvent.Kind.TERMINATED;
            case "delete" -> ApprovalEvent.Kind.DELETED;
            default -> ApprovalEvent.Kind.OTHER;
        };
    }

    private static ApprovalEvent.Kind kindOfTask(String type, String result) {
        return switch (type) {
            case "start" -> ApprovalEvent.Kind.TASK_STARTED;
            case "finish" ->
                "redirect".equalsIgnoreCase(result)
                        ? ApprovalEvent.Kind.TASK_REDIRECTED
                        : ApprovalEvent.Kind.TASK_FINISHED;
            case "cancel" -> ApprovalEvent.Kind.TASK_CANCELED;
            case "comment" -> ApprovalEvent.Kind.COMMENTED;
            default -> ApprovalEvent.Kind.OTHER;
        };
    }

    private Instant instant(JsonNode node) {
        LocalDateTime wallClock = time.read(node);
        return wallClock == null ? null : wallClock.toInstant(ZoneOffset.UTC);
    }

    private static List<String> members(JsonNode data) {
        List<String> ids = WireJson.ids(WireJson.field(data, "userId", "UserId", "userid", "userIdList"));
        if (!ids.isEmpty()) {
            return ids;
        }
        return WireJson.entries(WireJson.field(data, "diffInfo", "DiffInfo")).stream()
                .map(change -> WireJson.text(change, "userid", "userId"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<String> departments(JsonNode data) {
        return WireJson.ids(WireJson.field(data, "deptId", "DeptId", "dept_id", "deptIdList"));
    }

    private static Optional<Object> directory(
            Delivery delivery, DirectoryEvent.Kind kind, Map<?, ?> data, List<String> ids) {
        List<String> named = ids.stream().map(String::strip).distinct().toList();
        return named.isEmpty()
                ? malformed(delivery, "a person or a department")
                : Optional.of(new DirectoryEvent(head(delivery, data), kind, named));
    }

    /** An event without an id is known by what it says. */
    private static EventHead head(Delivery delivery, Map<?, ?> data) {
        String id = delivery.id();
        if (id == null || id.isBlank()) {
            String content = delivery.type() + delivery.bornAt() + data;
            id = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
        return new EventHead(
                delivery.connection(), id, delivery.type(), delivery.source(), delivery.bornAt(), delivery.arrivedAt());
    }

    private static Optional<Object> malformed(Delivery delivery, String missing) {
        LOG.warn(
                "{}: the event {} of the type {} does not name {}, so nothing is done about it.",
                delivery.connection(),
                delivery.id(),
                delivery.type(),
                missing);
        return Optional.empty();
    }
}
