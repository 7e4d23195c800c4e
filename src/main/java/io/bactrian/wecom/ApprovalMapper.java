package io.bactrian.wecom;

import static io.bactrian.wecom.InfoJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.approval.Approval;
import io.bactrian.approval.MalformedAnswerException;
import io.bactrian.approval.StoredPayload;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps the answer that describes one approval to the neutral record (WeCom API, {@code oa/getapprovaldetail}).
 *
 * <p>WeCom's numbers become the words that every platform shares; its own number is kept beside them. An approval has
 * no title of its own there: the name of its template stands in, which is never the wrong name of a person. Names of
 * people who act are not in the answer and stay {@code null}; those that the form tells are passed on.
 *
 * <p>Immutable and safe for use by several threads.
 */
final class ApprovalMapper {
    /** What counts as ended may still move: approved ones are paid (10) or revoked (6). */
    private static final Map<String, String> STATUSES = Map.of(
            ApprovalStatus.RUNNING, Approval.RUNNING,
            ApprovalStatus.APPROVED, Approval.COMPLETED,
            ApprovalStatus.REFUSED, Approval.COMPLETED,
            ApprovalStatus.WITHDRAWN, Approval.TERMINATED,
            ApprovalStatus.REVOKED, Approval.TERMINATED,
            ApprovalStatus.DELETED, Approval.TERMINATED,
            ApprovalStatus.PAID, Approval.COMPLETED);

    private static final Map<String, String> RESULTS = Map.of(
            ApprovalStatus.APPROVED, "agree",
            ApprovalStatus.PAID, "agree",
            ApprovalStatus.REFUSED, "refuse");

    private final ZoneId zone;

    /** A mapper that writes times as wall-clock times of the given zone. */
    ApprovalMapper(ZoneId storageZone) {
        zone = storageZone;
    }

    /**
     * The approval that the answer describes.
     *
     * @param number the number that was asked for
     * @param templateCode the template that the number was listed under, or {@code null}
     * @param payload the whole answer
     * @param answer the same, parsed; {@code null} where it was not yet
     * @throws MalformedAnswerException if the payload is not such an answer, or says that the call failed
     */
    Approval map(
            String connection, String number, String templateCode, String payload, JsonNode answer, Instant readAt) {
        JsonNode info = info(answer == null ? InfoJson.answer(payload) : answer);
        String status = text(info.get("sp_status"));
        if (status == null) {
            throw new MalformedAnswerException("The answer describes an approval without a status.");
        }
        String neutral = STATUSES.getOrDefault(status, status);
        Flow flow = Flow.ofDetail(info, hasEnded(status), zone);
        List<String> applicants = applicants(info);
        JsonNode form = info.path("apply_data").path("contents");
        String code = text(info.get("template_id"));
        return new Approval(
                connection,
                number,
                code == null ? templateCode : code,
                text(info.get("sp_name")),
                number,
                neutral,
                status,
                result(status),
                null,
                applicants.isEmpty() ? null : applicants.get(0),
                null,
                text(info.path("applyer").get("partyid")),
                null,
                flow.submitTime(),
                finishTime(status, flow),
                null,
                null,
                related(form),
                copied(info, flow),
                flow.tasks(),
                new RecordsMapper(zone).records(info, flow, applicants),
                form.isArray() ? form : null,
                form.isArray() ? FormDecoder.clean(form) : null,
                payload,
                readAt,
                FormNames.of(form));
    }

    /** The same from what is stored. */
    Approval map(StoredPayload stored) {
        return map(
                stored.connection(),
                stored.id(),
                stored.templateCode(),
                stored.payload(),
                stored.json(),
                stored.readAt());
    }

    private static JsonNode info(JsonNode answer) {
        if (answer.path("errcode").asInt() != 0) {
            throw new MalformedAnswerException("The answer carries an error code instead of an approval.");
        }
        JsonNode info = answer.get("info");
        if (info == null || !info.isObject()) {
            throw new MalformedAnswerException("The answer has no object named 'info'.");
        }
        return info;
    }

    /** The last who acted ended it; when it was withdrawn, revoked or deleted is not in the answer. */
    private static LocalDateTime finishTime(String status, Flow flow) {
        return RESULTS.containsKey(status) ? flow.lastActTime() : null;
    }

    /** Whether a status is one of an end; what is not known is none, so that who waits there waits on. */
    static boolean hasEnded(String status) {
        return status != null && STATUSES.containsKey(status) && !ApprovalStatus.RUNNING.equals(status);
    }

    /** The result that a status means, or {@code null}. */
    static String result(String status) {
        return RESULTS.get(status);
    }

    /** One, or those of a batch that was handed in together. */
    private static List<String> applicants(JsonNode info) {
        List<String> ids = new ArrayList<>(InfoJson.userIds(info.get("applyer")));
        return ids.isEmpty() ? InfoJson.userIds(info.get("batch_applyer")) : ids;
    }

    private static List<String> copied(JsonNode info, Flow flow) {
        Set<String> ids = new LinkedHashSet<>(InfoJson.userIds(info.get("notifyer")));
        ids.addAll(flow.copied());
        return List.copyOf(ids);
    }

    /** The approvals that a form refers to, also in its tables. */
    private static List<String> related(JsonNode form) {
        Set<String> numbers = new LinkedHashSet<>();
        related(form, 0, numbers);
        return List.copyOf(numbers);
    }

    private static void related(JsonNode contents, int depth, Set<String> numbers) {
        for (JsonNode control : InfoJson.list(contents)) {
            JsonNode value = control.path("value");
            for (JsonNode approval : InfoJson.list(value.get("related_approval"))) {
                String number = text(approval.get("sp_no"));
                if (number != null) {
                    numbers.add(number);
                }
            }
            if (depth < FormDecoder.DEEPEST) {
                InfoJson.list(value.get("children")).forEach(row -> related(row.get("list"), depth + 1, numbers));
            }
        }
    }

    /** The files behind ids, as records keep them; {@code null} where there are none. */
    static ArrayNode files(JsonNode... lists) {
        ArrayNode files = InfoJson.NODES.arrayNode();
        for (JsonNode ids : lists) {
            for (JsonNode id : InfoJson.list(ids)) {
                String text = text(id);
                if (text != null) {
                    ObjectNode file = files.addObject();
                    file.put("fileId", text);
                }
            }
        }
        return files.isEmpty() ? null : files;
    }
}
