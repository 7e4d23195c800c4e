package io.bactrian.promise;

import io.bactrian.approval.ApprovalEvent;
import io.bactrian.approval.ApprovalEvent.Kind;
import io.bactrian.approval.ApprovalEvent.Task;
import io.bactrian.event.EventHead;
import java.time.Instant;

/**
 * What a platform tells of one approval, and what it answers when it is asked. The same event has the same id each time
 * it is made.
 */
public final class EventsOf {
    /** When the approval was started, by the platform's clock. */
    public static final Instant STARTED = TravelClock.BEGINNING.minusSeconds(3600);

    private final String connection;
    private final String id;
    private final Instant arrivedAt;

    /** Events of approval {@code id} that arrive at the beginning. */
    public EventsOf(String connection, String id) {
        this(connection, id, TravelClock.BEGINNING);
    }

    private EventsOf(String connection, String id, Instant arrivedAt) {
        this.connection = connection;
        this.id = id;
        this.arrivedAt = arrivedAt;
    }

    /** The same events, arriving then. */
    public EventsOf at(Instant arrival) {
        return new EventsOf(connection, id, arrival);
    }

    public ApprovalEvent started() {
        return event(Kind.STARTED, null, null);
    }

    public ApprovalEvent finished(String result) {
        return event(Kind.FINISHED, result, null);
    }

    public ApprovalEvent terminated() {
        return event(Kind.TERMINATED, null, null);
    }

    /** It was agreed to, and is taken back. */
    public ApprovalEvent revoked() {
        return event(Kind.REVOKED, null, null);
    }

    public ApprovalEvent deleted() {
        return event(Kind.DELETED, null, null);
    }

    public ApprovalEvent commented(String text) {
        return event(Kind.COMMENTED, null, new Task("comment", "u1", text));
    }

    /** Something that nobody has a word for. */
    public ApprovalEvent other() {
        return event(Kind.OTHER, null, null);
    }

    /** Task number {@code n} is that of user {@code u<n>}. */
    public ApprovalEvent taskStarted(int n) {
        return event(Kind.TASK_STARTED, null, new Task("t" + n, "u" + n, null));
    }

    public ApprovalEvent taskFinished(int n, String result) {
        return event(Kind.TASK_FINISHED, result, new Task("t" + n, "u" + n, "remark " + n));
    }

    public ApprovalEvent taskRedirected(int n) {
        return event(Kind.TASK_REDIRECTED, "redirect", new Task("t" + n, "u" + n, null));
    }

    public ApprovalEvent taskCanceled(int n) {
        return event(Kind.TASK_CANCELED, null, new Task("t" + n, "u" + n, null));
    }

    private ApprovalEvent event(Kind kind, String result, Task task) {
        String eventId = id + "/" + kind + "/" + (task == null ? "" : task.id()) + "/" + result;
        boolean ends = result != null || kind == Kind.TERMINATED || kind == Kind.TASK_CANCELED;
        return new ApprovalEvent(
                new EventHead(connection, eventId, kind.name(), "stream", null, arrivedAt.toEpochMilli()),
                kind,
                id,
                "PROC-1",
                "number of " + id,
                "title of " + id,
                task == null ? "u0" : null,
                result,
                STARTED,
                ends ? STARTED.plusSeconds(600) : null,
                task);
    }

    /** The same again, as another event. */
    public static ApprovalEvent underAnotherId(ApprovalEvent event) {
        EventHead head = event.head();
        return new ApprovalEvent(
                new EventHead(
                        head.connection(), head.id() + "'", head.type(), "callback", head.bornAt(), head.arrivedAt()),
                event.kind(),
                event.approvalId(),
                event.templateCode(),
                event.businessId(),
                event.title(),
                event.originatorId(),
                event.result(),
                event.startedAt(),
                event.finishedAt(),
                event.task());
    }

    /** The inner object of a detail; {@code tasks} such as {@code 1:RUNNING} or {@code 2:COMPLETED:AGREE}. */
    public static String detail(String status, String result, String... tasks) {
        StringBuilder json = new StringBuilder("{\"title\":\"as read\",\"status\":\"" + status + "\",\"result\":\""
                + result + "\",\"originatorUserId\":\"u0\",\"createTime\":\"2026-06-15T11:00Z\",\"tasks\":[");
        StringBuilder records = new StringBuilder();
        String comma = "";
        for (String task : tasks) {
            String[] parts = task.split(":");
            json.append(comma)
                    .append("{\"taskId\":\"t" + parts[0] + "\",\"userId\":\"u" + parts[0] + "\",\"status\":\""
                            + parts[1] + "\",\"result\":\"" + (parts.length > 2 ? parts[2] : "NONE") + "\"}");
            comma = ",";
            if (parts.length > 2) {
                records.append(",{\"userId\":\"u" + parts[0] + "\",\"type\":\"EXECUTE_TASK_NORMAL\",\"result\":\""
                        + parts[2] + "\",\"date\":\"2026-06-15T11:10Z\"}");
            }
        }
        return json + "],\"operationRecords\":[{\"userId\":\"u0\",\"type\":\"START_PROCESS_INSTANCE\","
                + "\"result\":\"NONE\",\"date\":\"2026-06-15T11:00Z\"}" + records
                + "],\"formComponentValues\":[{\"name\":\"why\",\"value\":\"because\"}]}";
    }
}
