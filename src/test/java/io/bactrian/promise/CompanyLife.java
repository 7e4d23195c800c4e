package io.bactrian.promise;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ApprovalEvent.Kind;
import io.bactrian.approval.ApprovalRoutes;
import io.bactrian.demo.CompanyEvent;
import io.bactrian.event.EventHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What happens to the approvals of a world's company, kept until a test delivers it. Thread-safe. */
final class CompanyLife {
    private final World world;
    private final List<CompanyEvent> waiting = new ArrayList<>();
    private final List<CompanyEvent> delivered = new ArrayList<>();

    CompanyLife(World world) {
        this.world = world;
        world.company().onEvent(this::happened);
    }

    private synchronized void happened(CompanyEvent event) {
        if (event.type().startsWith("bpms_")) {
            waiting.add(event);
        }
    }

    /** Delivers what has happened since, in its order. */
    synchronized void deliver() {
        waiting().forEach(this::deliver);
    }

    synchronized void deliverEverythingAgain() {
        delivered.forEach(event -> deliver(event(event)));
    }

    /** What has happened since, which the caller delivers. */
    synchronized List<CompanyEvent> waiting() {
        List<CompanyEvent> all = new ArrayList<>(waiting);
        waiting.clear();
        delivered.addAll(all);
        return all;
    }

    void deliver(CompanyEvent event) {
        deliver(event(event));
    }

    void deliver(ApprovalEvent event) {
        world.runtime().template().requestBody(ApprovalRoutes.EVENT, event);
    }

    private ApprovalEvent event(CompanyEvent event) {
        JsonNode data = event.data();
        boolean isTask = event.type().equals("bpms_task_change");
        return new ApprovalEvent(
                new EventHead(
                        world.connection().name(),
                        event.id(),
                        event.type(),
                        "stream",
                        event.bornAt(),
                        world.clock().millis()),
                isTask ? taskKind(data) : instanceKind(data),
                event.approvalId(),
                data.path("processCode").asText(),
                data.path("businessId").asText(),
                data.path("title").asText(),
                isTask ? null : data.path("staffId").asText(),
                data.path("result").asText(null),
                time(data.path("createTime")),
                time(data.path("finishTime")),
                isTask
                        ? new ApprovalEvent.Task(
                                data.path("taskId").asText(null),
                                data.path("staffId").asText(),
                                data.path("remark").asText(null))
                        : null);
    }

    private static Kind taskKind(JsonNode data) {
        return switch (data.path("type").asText()) {
            case "start" -> Kind.TASK_STARTED;
            case "finish" ->
                data.path("result").asText().equals("redirect") ? Kind.TASK_REDIRECTED : Kind.TASK_FINISHED;
            case "cancel" -> Kind.TASK_CANCELED;
            case "comment" -> Kind.COMMENTED;
            default -> Kind.OTHER;
        };
    }

    private static Kind instanceKind(JsonNode data) {
        return switch (data.path("type").asText()) {
            case "start" -> Kind.STARTED;
            case "finish" -> Kind.FINISHED;
            case "terminate" -> Kind.TERMINATED;
            case "delete" -> Kind.DELETED;
            default -> Kind.OTHER;
        };
    }

    private static Instant time(JsonNode millis) {
        return millis.isMissingNode() ? null : Instant.ofEpochMilli(millis.asLong());
    }
}
