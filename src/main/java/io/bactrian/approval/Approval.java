package io.bactrian.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.directory.NamesTold;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One approval as it was when it was read, in words that every platform shares.
 *
 * <p>Times are wall-clock times of the configured zone. Names are {@code null} until the enricher has filled them in;
 * an id without a known name keeps {@code null} there, and shows the id where a person reads it.
 *
 * @param connection the connection that it was read through
 * @param id the platform's id of the instance, compared exactly
 * @param templateCode the process code of its template
 * @param status {@code RUNNING}, {@code COMPLETED}, {@code TERMINATED}, or the platform's word where it has no other
 * @param platformStatus the platform's own word for the status
 * @param result {@code agree}, {@code refuse}, or {@code null} while there is none
 * @param platformResult the platform's own word for the result
 * @param formValues the form as the platform sent it
 * @param formCleaned the form as flat JSON: label to value
 * @param payload the platform's answer to the letter, from which everything here can be derived again; {@code null} where it
 *     does not come from an answer
 * @param readAt when the read was started or the event arrived, by our own clock: what was known later is never overwritten by it
 * @param namesTold names that its form tells beside the ids of people and departments, as they were when it was filled in
 */
public record Approval(
        String connection,
        String id,
        String templateCode,
        String title,
        String businessId,
        String status,
        String platformStatus,
        String result,
        String platformResult,
        String originatorId,
        String originatorName,
        String originatorDeptId,
        String originatorDeptName,
        LocalDateTime createTime,
        LocalDateTime finishTime,
        String bizAction,
        String mainInstanceId,
        List<String> attachedInstanceIds,
        List<String> ccUserIds,
        List<ApprovalTask> tasks,
        List<OperationRecord> records,
        JsonNode formValues,
        ObjectNode formCleaned,
        String payload,
        Instant readAt,
        NamesTold namesTold) {

    public static final String RUNNING = "RUNNING";
    public static final String COMPLETED = "COMPLETED";
    public static final String TERMINATED = "TERMINATED";

    private static final Set<String> FINAL = Set.of(COMPLETED, TERMINATED);

    public Approval {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(id, "id");
        attachedInstanceIds = List.copyOf(attachedInstanceIds);
        ccUserIds = List.copyOf(ccUserIds);
        tasks = List.copyOf(tasks);
        records = List.copyOf(records);
        Objects.requireNonNull(namesTold, "namesTold");
    }

    /**
     * Whether nothing more is expected to happen to it; an unknown status counts as open, so that it is read again. What
     * was agreed may be revoked or paid all the same: an event tells it, or a later look finds it.
     */
    public boolean isFinal() {
        return FINAL.contains(status);
    }

    /** The tasks that wait for somebody now, in the platform's order. */
    public List<ApprovalTask> runningTasks() {
        return tasks.stream().filter(ApprovalTask::isRunning).toList();
    }

    /** Every person that the approval names, so that one look-up serves all. */
    public Set<String> userIds() {
        Set<String> ids = new LinkedHashSet<>();
        ids.add(originatorId);
        tasks.forEach(task -> ids.add(task.userId()));
        records.forEach(record -> ids.add(record.userId()));
        ids.removeIf(id -> id == null || id.isBlank());
        return ids;
    }

    /** The names that it knows, by id. */
    Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        names.put(originatorId, originatorName);
        tasks.forEach(task -> names.put(task.userId(), task.userName()));
        records.forEach(record -> names.put(record.userId(), record.userName()));
        names.values().removeIf(Objects::isNull);
        return names;
    }

    /** An approval that is known from an event only: its form, its tasks and its history are not. */
    static Approval fromEvent(
            ApprovalEvent event,
            String status,
            String result,
            LocalDateTime createTime,
            LocalDateTime finishTime,
            Instant at) {
        return new Approval(
                event.head().connection(),
                event.approvalId(),
                event.templateCode(),
                event.title(),
                event.businessId(),
                status,
                status,
                result,
                result,
                event.originatorId(),
                null,
                null,
                null,
                createTime,
                finishTime,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                at,
                NamesTold.NONE);
    }

    /** The same approval further on. */
    Approval withProgress(
            String newStatus,
            String newResult,
            LocalDateTime newFinishTime,
            List<ApprovalTask> newTasks,
            List<OperationRecord> newRecords,
            Instant knownAt) {
        return new Approval(
                connection,
                id,
                templateCode,
                title,
                businessId,
                newStatus,
                newStatus.equals(status) ? platformStatus : newStatus,
                newResult,
                Objects.equals(newResult, result) ? platformResult : newResult,
                originatorId,
                originatorName,
                originatorDeptId,
                originatorDeptName,
                createTime,
                newFinishTime,
                bizAction,
                mainInstanceId,
                attachedInstanceIds,
                ccUserIds,
                newTasks,
                newRecords,
                formValues,
                formCleaned,
                payload,
                knownAt,
                namesTold);
    }

    Approval withPlatformStatus(String newPlatformStatus) {
        return new Approval(
                connection,
                id,
                templateCode,
                title,
                businessId,
                status,
                newPlatformStatus,
                result,
                platformResult,
                originatorId,
                originatorName,
                originatorDeptId,
                originatorDeptName,
                createTime,
                finishTime,
                bizAction,
                mainInstanceId,
                attachedInstanceIds,
                ccUserIds,
                tasks,
                records,
                formValues,
                formCleaned,
                payload,
                readAt,
                namesTold);
    }

    /** The same approval with the names that {@code names} knows ({@code null} for an unknown id). */
    public Approval withNames(UnaryOperator<String> names) {
        return new Approval(
                connection,
                id,
                templateCode,
                title,
                businessId,
                status,
                platformStatus,
                result,
                platformResult,
                originatorId,
                nameOf(originatorId, names),
                originatorDeptId,
                originatorDeptName,
                createTime,
                finishTime,
                bizAction,
                mainInstanceId,
                attachedInstanceIds,
                ccUserIds,
                tasks.stream()
                        .map(task -> task.withUserName(nameOf(task.userId(), names)))
                        .toList(),
                records.stream()
                        .map(record -> record.withUserName(nameOf(record.userId(), names)))
                        .toList(),
                formValues,
                formCleaned,
                payload,
                readAt,
                namesTold);
    }

    private static String nameOf(String userId, UnaryOperator<String> names) {
        return userId == null || userId.isBlank() ? null : names.apply(userId);
    }
}
