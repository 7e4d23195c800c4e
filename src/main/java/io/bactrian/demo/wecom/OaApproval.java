package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One approval of the made-up company as WeCom keeps it: the {@code info} of its detail. Guarded by its {@link OaFile}. */
final class OaApproval {
    static final int RUNNING = 1;
    static final int APPROVED = 2;
    static final int REFUSED = 3;
    static final int WITHDRAWN = 4;
    static final int REVOKED = 6;
    static final int DELETED = 7;
    static final int PAID = 10;

    private static final int PENDING = 1;
    private static final int TRANSFERRED = 4;
    private static final int RETURNED = 11;

    private final ObjectNode info;

    OaApproval(String number, String templateId, String templateName, long applied) {
        info = JsonNodeFactory.instance
                .objectNode()
                .put("sp_no", number)
                .put("sp_name", templateName)
                .put("sp_status", RUNNING)
                .put("template_id", templateId)
                .put("apply_time", applied);
    }

    /** Who handed it in: one with her department, or several of a batch without one. */
    void applicants(List<String> ids, long department) {
        if (ids.size() == 1) {
            info.putObject("applyer").put("userid", ids.get(0)).put("partyid", Long.toString(department));
            return;
        }
        ArrayNode batch = info.putArray("batch_applyer");
        ids.forEach(id -> batch.addObject().put("userid", id));
    }

    void form(ArrayNode contents) {
        info.putObject("apply_data").set("contents", contents);
        info.putArray("comments");
    }

    /** The flow, of which whoever stands in {@code copied} is told. {@code old}: only in the format of former times. */
    void flow(List<List<String>> nodes, List<String> copied, boolean old) {
        ArrayNode records = info.putArray("sp_record");
        nodes.forEach(people -> {
            ObjectNode record = records.addObject().put("sp_status", PENDING).put("approverattr", rule(people, 1, 2));
            ArrayNode details = record.putArray("details");
            people.forEach(id -> {
                ObjectNode detail = details.addObject();
                detail.putObject("approver").put("userid", id);
                detail.put("speech", "")
                        .put("sp_status", PENDING)
                        .put("sptime", 0)
                        .putArray("media_id");
            });
        });
        ArrayNode notified = info.putArray("notifyer");
        copied.forEach(id -> notified.addObject().put("userid", id));
        if (!old) {
            newFlow(nodes, copied);
        }
    }

    /** The numbers of the new format are those of the old one the other way round. */
    private void newFlow(List<List<String>> nodes, List<String> copied) {
        ArrayNode list = info.putObject("process_list").putArray("node_list");
        nodes.forEach(people -> {
            ObjectNode node = list.addObject()
                    .put("node_type", 1)
                    .put("sp_status", PENDING)
                    .put("apv_rel", rule(people, 2, 1));
            ArrayNode subs = node.putArray("sub_node_list");
            people.forEach(id -> subs.addObject()
                    .put("userid", id)
                    .put("speech", "")
                    .put("sp_yj", PENDING)
                    .put("sptime", 0)
                    .putArray("media_ids"));
        });
        ArrayNode subs = list.addObject().put("node_type", 2).putArray("sub_node_list");
        copied.forEach(id -> subs.addObject().put("userid", id));
    }

    /** Two people decide together, more of them any one. */
    private static int rule(List<String> people, int any, int all) {
        return people.size() == 2 ? all : any;
    }

    String number() {
        return info.path("sp_no").asText();
    }

    String templateId() {
        return info.path("template_id").asText();
    }

    long applied() {
        return info.path("apply_time").asLong();
    }

    int status() {
        return info.path("sp_status").asInt();
    }

    void status(int status) {
        info.put("sp_status", status);
    }

    String applicant() {
        JsonNode one = info.path("applyer").path("userid");
        return one.isMissingNode()
                ? info.path("batch_applyer").path(0).path("userid").asText()
                : one.asText();
    }

    String department() {
        return info.path("applyer").path("partyid").asText();
    }

    /** Who has to act now: everybody of the first open node who has not. */
    List<String> approvers() {
        List<String> waiting = new ArrayList<>();
        int place = status() == RUNNING ? openNode() : -1;
        if (place >= 0) {
            info.path("sp_record").path(place).path("details").forEach(detail -> {
                if (detail.path("sp_status").asInt() == PENDING) {
                    waiting.add(detail.path("approver").path("userid").asText());
                }
            });
        }
        return waiting;
    }

    /** Somebody of the first open node agrees (2), refuses (3), hands over (4) or sends back (11); the whole ends where that decides it. */
    void act(String userId, int decision, String speech, long at) {
        int place = openNode();
        ObjectNode record = (ObjectNode) info.path("sp_record").path(place);
        mark(
                record,
                "details",
                decision,
                userId,
                speech,
                at,
                record.path("approverattr").asInt() == 2);
        ObjectNode node = (ObjectNode) decider(place);
        if (node != null) {
            mark(
                    node,
                    "sub_node_list",
                    decision,
                    userId,
                    speech,
                    at,
                    node.path("apv_rel").asInt() == 1);
        }
        if (decision == APPROVED && openNode() != place) {
            reopen(place + 1);
        }
        if (decision == REFUSED) {
            status(REFUSED);
        } else if (decision != RETURNED && openNode() < 0) {
            status(APPROVED);
        }
    }

    /** Somebody of the first open node sends it back to the node before, whose people have to act as if they never had. */
    void sendBack(String userId, String speech, long at) {
        int place = openNode();
        if (place < 1) {
            throw new IllegalStateException("there is no node before the first");
        }
        act(userId, RETURNED, speech, at);
        begin(info.path("sp_record").path(place - 1), "details");
        begin(decider(place - 1), "sub_node_list");
    }

    /** What was sent back from a node comes to it again. */
    private void reopen(int place) {
        JsonNode record = info.path("sp_record").path(place);
        if (record.path("sp_status").asInt() == RETURNED) {
            begin(record, "details");
            begin(decider(place), "sub_node_list");
        }
    }

    private static void begin(JsonNode node, String list) {
        if (node instanceof ObjectNode begun) {
            begun.put("sp_status", PENDING);
            begun.path(list)
                    .forEach(entry -> ((ObjectNode) entry)
                            .put(entry.has("sp_yj") ? "sp_yj" : "sp_status", PENDING)
                            .put("speech", "")
                            .put("sptime", 0));
        }
    }

    /** Somebody else of it has to act instead. */
    void replace(String to) {
        int place = openNode();
        ObjectNode detail = ((ArrayNode) info.path("sp_record").path(place).path("details")).addObject();
        detail.putObject("approver").put("userid", to);
        detail.put("speech", "").put("sp_status", PENDING).put("sptime", 0).putArray("media_id");
        JsonNode node = decider(place);
        if (node != null) {
            ((ArrayNode) node.path("sub_node_list"))
                    .addObject()
                    .put("userid", to)
                    .put("speech", "")
                    .put("sp_yj", PENDING)
                    .put("sptime", 0)
                    .putArray("media_ids");
        }
    }

    private static void mark(
            ObjectNode node, String list, int decision, String userId, String speech, long at, boolean all) {
        boolean rest = false;
        boolean done = false;
        for (JsonNode entry : node.path(list)) {
            String field = entry.has("sp_yj") ? "sp_yj" : "sp_status";
            String id = entry.path("approver")
                    .path("userid")
                    .asText(entry.path("userid").asText());
            boolean pending = entry.path(field).asInt() == PENDING;
            if (pending && !done && id.equals(userId)) {
                ((ObjectNode) entry).put(field, decision).put("speech", speech).put("sptime", at);
                done = true;
            } else {
                rest |= pending;
            }
        }
        if (!done) {
            throw new IllegalArgumentException(userId + " has nothing to decide");
        }
        boolean decides = decision == REFUSED || decision == RETURNED || decision != TRANSFERRED && !(all && rest);
        if (decides) {
            node.put("sp_status", decision);
        }
    }

    /** The place of the first node that is not decided; -1 when all are. */
    private int openNode() {
        int place = 0;
        for (JsonNode record : info.path("sp_record")) {
            if (record.path("sp_status").asInt() == PENDING) {
                return place;
            }
            place++;
        }
        return -1;
    }

    private JsonNode decider(int place) {
        int seen = 0;
        for (JsonNode node : info.path("process_list").path("node_list")) {
            if (node.path("node_type").asInt() == 1 && seen++ == place) {
                return node;
            }
        }
        return null;
    }

    void comment(String id, String userId, String text, long at) {
        ObjectNode comment = ((ArrayNode) info.path("comments")).addObject();
        comment.putObject("commentUserInfo").put("userid", userId);
        comment.put("commenttime", at)
                .put("commentcontent", text)
                .put("commentid", id)
                .putArray("media_id");
    }

    /** What a detail says of it. */
    ObjectNode info() {
        return info.deepCopy();
    }
}
