package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.approval.ApprovalTask;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The flow of an approval: its nodes one after another, each with one or more people. WeCom sends all nodes from the
 * beginning, so who stands in a later node does not wait yet.
 *
 * <p>Tasks have no id there. Theirs is made of the place of the node among those that decide, and the person: the same
 * in both formats of the flow and in events, and unmoved when somebody is added.
 */
final class Flow {
    private static final String ONE_AFTER_ANOTHER = "依次审批";
    private static final String ALL = "会签";
    private static final String ANY = "或签";

    /** The new format's words for who of a node has to act. */
    private static final Map<String, String> RULES = Map.of("1", ALL, "2", ANY, "3", ONE_AFTER_ANOTHER);

    /** The old format's: the same numbers the other way round. */
    private static final Map<String, String> OLD_RULES = Map.of("1", ANY, "2", ALL);

    private static final String HANDLERS = "办理";

    private final ZoneId zone;
    private final long submitted;
    private final boolean ended;
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();

    private Flow(long submitted, boolean ended, ZoneId zone) {
        this.zone = zone;
        this.submitted = submitted;
        this.ended = ended;
    }

    /**
     * A node that decides.
     *
     * @param status WeCom's number, or {@code null}
     * @param rule who of it has to act
     */
    record Node(String status, String rule, List<Act> acts) {
        /** When somebody of it last gave their part to another, or asked another to sign as well; 0 if nobody did. */
        long handedOver() {
            return acts.stream()
                    .filter(act -> TaskStatus.bringsAnother(act.status))
                    .mapToLong(Act::seconds)
                    .max()
                    .orElse(0);
        }

        boolean isInTurn() {
            return rule != null && rule.endsWith(ONE_AFTER_ANOTHER);
        }
    }

    /**
     * What somebody did, or has to do.
     *
     * @param status WeCom's number
     * @param seconds when; 0 if not yet
     * @param files ids of files that were added
     */
    record Act(String userId, String status, long seconds, String speech, JsonNode files) {
        boolean isPending() {
            return status == null || TaskStatus.PENDING.equals(status);
        }
    }

    /** The flow in an answer: the new format where it is sent, else the old one. */
    static Flow ofDetail(JsonNode info, boolean ended, ZoneId zone) {
        Flow flow = new Flow(InfoJson.seconds(info.get("apply_time")), ended, zone);
        List<JsonNode> sent = InfoJson.list(info.path("process_list").get("node_list"));
        for (JsonNode node : sent) {
            flow.add(
                    InfoJson.text(node.get("node_type")),
                    InfoJson.text(node.get("sp_status")),
                    InfoJson.text(node.get("apv_rel")),
                    acts(node));
        }
        if (flow.nodes.isEmpty()) {
            InfoJson.list(info.get("sp_record"))
                    .forEach(record -> flow.nodes.add(new Node(
                            InfoJson.text(record.get("sp_status")),
                            oldRule(InfoJson.text(record.get("approverattr"))),
                            oldActs(record))));
        }
        return flow;
    }

    /** An empty flow, for nodes from elsewhere. */
    static Flow begin(long submitted, boolean ended, ZoneId zone) {
        return new Flow(submitted, ended, zone);
    }

    /** A node of the new format. */
    void add(String type, String status, String rule, List<Act> acts) {
        if ("2".equals(type)) {
            acts.stream().map(Act::userId).filter(id -> !copied.contains(id)).forEach(copied::add);
            return;
        }
        String words = rule == null ? null : RULES.get(rule);
        boolean handlers = "3".equals(type);
        nodes.add(new Node(status, handlers ? HANDLERS + (words == null ? "" : " " + words) : words, acts));
    }

    /** A node of the old format. */
    void addOld(String status, String rule, List<Act> acts) {
        nodes.add(new Node(status, oldRule(rule), acts));
    }

    private static String oldRule(String rule) {
        return rule == null ? null : OLD_RULES.get(rule);
    }

    boolean isEmpty() {
        return nodes.isEmpty();
    }

    private static List<Act> acts(JsonNode node) {
        List<Act> acts = new ArrayList<>();
        for (JsonNode sub : InfoJson.list(node.get("sub_node_list"))) {
            addAct(
                    acts,
                    sub.get("userid"),
                    sub.get("sp_yj"),
                    sub.get("sptime"),
                    sub.get("speech"),
                    sub.get("media_ids"));
        }
        return acts;
    }

    private static List<Act> oldActs(JsonNode record) {
        List<Act> acts = new ArrayList<>();
        for (JsonNode detail : InfoJson.list(record.get("details"))) {
            addAct(
                    acts,
                    detail.path("approver").get("userid"),
                    detail.get("sp_status"),
                    detail.get("sptime"),
                    detail.get("speech"),
                    detail.get("media_id"));
        }
        return acts;
    }

    private static void addAct(
            List<Act> acts, JsonNode userId, JsonNode status, JsonNode time, JsonNode speech, JsonNode files) {
        String id = InfoJson.userId(userId);
        if (id != null) {
            acts.add(new Act(id, InfoJson.text(status), InfoJson.seconds(time), InfoJson.text(speech), files));
        }
    }

    /** People of nodes that only inform. */
    List<String> copied() {
        return copied;
    }

    /** The nodes that decide. */
    List<Node> nodes() {
        return nodes;
    }

    LocalDateTime submitTime() {
        return InfoJson.time(submitted, zone);
    }

    /** When somebody acted last; {@code null} if nobody did. */
    LocalDateTime lastActTime() {
        return InfoJson.time(lastAct(), zone);
    }

    /** The same in seconds since 1970; 0 if nobody did. */
    long lastAct() {
        return lastAct(nodes);
    }

    private static long lastAct(List<Node> nodes) {
        return nodes.stream()
                .flatMap(node -> node.acts.stream())
                .mapToLong(Act::seconds)
                .max()
                .orElse(0);
    }

    /** The place of the node that has to act now; -1 when there is none. */
    private int current() {
        for (int place = 0; place < nodes.size() && !ended; place++) {
            Node node = nodes.get(place);
            if (!TaskStatus.isDecided(node.status) && node.acts.stream().anyMatch(Act::isPending)) {
                return place;
            }
        }
        return -1;
    }

    /** What everybody had or has to do, in the order of the flow. */
    List<ApprovalTask> tasks() {
        int current = current();
        List<ApprovalTask> tasks = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (int place = 0; place < nodes.size(); place++) {
            Node node = nodes.get(place);
            boolean waits = place == current;
            long begun = begun(place, waits);
            for (Act act : node.acts) {
                String status = status(act, node, waits, place < current);
                boolean hasBegun = !TaskStatus.NEW.equals(status) && (act.seconds() > 0 || waits || place < current);
                String id = id(place, act.userId(), seen);
                tasks.add(new ApprovalTask(
                        id,
                        act.userId(),
                        null,
                        status,
                        TaskStatus.result(act.status()),
                        hasBegun
                                ? InfoJson.time(act.isPending() ? Math.max(begun, node.handedOver()) : begun, zone)
                                : null,
                        InfoJson.time(act.seconds(), zone),
                        String.valueOf(place + 1),
                        node.rule(),
                        null,
                        null));
                if (node.isInTurn()) {
                    waits &= !act.isPending();
                    begun = Math.max(begun, act.seconds());
                }
            }
        }
        return tasks;
    }

    /** When a node began: after those before it; what was sent back begins again when one behind it sent it back. */
    private long begun(int place, boolean waits) {
        long before = Math.max(submitted, lastAct(nodes.subList(0, place)));
        return waits ? Math.max(before, lastAct(nodes.subList(place + 1, nodes.size()))) : before;
    }

    private String status(Act act, Node node, boolean waits, boolean isPast) {
        if (!act.isPending()) {
            return TaskStatus.COMPLETED;
        }
        if (waits) {
            return TaskStatus.RUNNING;
        }
        // another one decided, or it ended before
        return ended || isPast || TaskStatus.isDecided(node.status()) ? TaskStatus.CANCELED : TaskStatus.NEW;
    }

    private static String id(int place, String userId, Map<String, Integer> seen) {
        String id = (place + 1) + "-" + userId;
        int times = seen.merge(id, 1, Integer::sum);
        return times == 1 ? id : id + "-" + times;
    }
}
