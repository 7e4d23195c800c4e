package io.bactrian.dingtalk.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.dingtalk.DingTalkCallRules;
import io.bactrian.message.Delivery;
import io.bactrian.message.DeliveryReport;
import io.bactrian.message.Kind;
import io.bactrian.message.Portion;
import io.bactrian.message.ReceiptQuery;
import io.bactrian.message.Receiver;
import io.bactrian.message.Unreached;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/** What the steps of {@link NotificationRoutes} do. Thread-safe. */
final class Notifications {
    private static final String QUERY = "BactrianReceiptQuery";
    private static final String PATH = "/topapi/message/corpconversation/";
    private static final Set<String> DUPLICATE = Set.of("143106", "143206");
    private static final Set<String> TOO_FAST = Set.of("143103", "143104", "143203", "143204");

    /** The portion as a call. */
    void ask(Exchange exchange) {
        Portion portion = exchange.getMessage().getBody(Portion.class);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("agent_id", agentId(portion.connection()));
        if (portion.isForEveryone()) {
            body.put("to_all_user", true);
        }
        put(body, "userid_list", portion.ids(Kind.USER));
        put(body, "dept_id_list", portion.ids(Kind.DEPARTMENT));
        body.put("msg", Words.ofNotification(portion.message()));
        exchange.getMessage().setBody(call(portion.connection(), "asyncsend_v2", body));
    }

    private static void put(Map<String, Object> body, String field, List<String> ids) {
        if (!ids.isEmpty()) {
            body.put(field, String.join(",", ids));
        }
    }

    /** It was taken; whom it reaches is known later. */
    void taken(Exchange exchange) {
        String task = exchange.getMessage()
                .getBody(ApiAnswer.class)
                .json()
                .path("task_id")
                .asText("");
        exchange.getMessage().setBody(new Delivery(task.isEmpty() ? null : task, List.of()));
    }

    /** The question what became of it. */
    void askForReceipt(Exchange exchange) {
        ReceiptQuery query = exchange.getMessage().getBody(ReceiptQuery.class);
        exchange.setProperty(QUERY, query);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("agent_id", agentId(query.connection()));
        body.put("task_id", Long.valueOf(query.platformId()));
        exchange.getMessage().setBody(call(query.connection(), "getsendresult", body));
    }

    void receipt(Exchange exchange) {
        ReceiptQuery query = exchange.getProperty(QUERY, ReceiptQuery.class);
        JsonNode result = exchange.getMessage().getBody(ApiAnswer.class).json().path("send_result");
        List<Unreached> unreached = new ArrayList<>();
        List<Receiver> duplicates = new ArrayList<>();
        Set<String> told = new HashSet<>();
        ids(result, "read_user_id_list").forEach(told::add);
        ids(result, "unread_user_id_list").forEach(told::add);
        for (JsonNode forbidden : result.path("forbidden_list")) {
            String id = forbidden.path("userid").asText("");
            if (told.add(id)) {
                String code = forbidden.path("code").asText("");
                if (DUPLICATE.contains(code)) {
                    duplicates.add(new Receiver(Kind.USER, id));
                } else {
                    unreached.add(new Unreached(Kind.USER, id, reason(code), TOO_FAST.contains(code)));
                }
            }
        }
        add(
                unreached,
                told,
                ids(result, "invalid_user_id_list"),
                "is not in the company, or not where the app may see",
                false);
        add(
                unreached,
                told,
                ids(result, "forbidden_user_id_list"),
                "DingTalk dropped it: a limit for this person",
                true);
        add(unreached, told, ids(result, "failed_user_id_list"), "DingTalk could not deliver it", true);
        ids(result, "invalid_dept_id_list")
                .forEach(id -> unreached.add(new Unreached(
                        Kind.DEPARTMENT, id, "there is no such department, or not where the app may see", false)));
        boolean complete = query.receivers().stream()
                .filter(receiver -> receiver.kind() == Kind.USER)
                .allMatch(receiver -> told.contains(receiver.id()));
        exchange.getMessage().setBody(new DeliveryReport(complete, named(query, unreached), among(query, duplicates)));
    }

    private static void add(List<Unreached> all, Set<String> told, List<String> ids, String reason, boolean again) {
        ids.stream().filter(told::add).forEach(id -> all.add(new Unreached(Kind.USER, id, reason, again)));
    }

    /** Of a department's people we have no rows. */
    private static List<Unreached> named(ReceiptQuery query, List<Unreached> unreached) {
        return unreached.stream()
                .filter(one -> query.receivers().contains(new Receiver(one.kind(), one.id())))
                .toList();
    }

    private static List<Receiver> among(ReceiptQuery query, List<Receiver> receivers) {
        return receivers.stream().filter(query.receivers()::contains).toList();
    }

    private static String reason(String code) {
        return switch (code) {
            case "143103", "143104", "143203", "143204" -> "DingTalk dropped it (" + code + "): too many in a minute";
            case "143105", "143205" -> "DingTalk dropped it (" + code + "): too many for this person today";
            case "1430002" -> "DingTalk dropped it (" + code + "): forbidden content";
            case "1430004" -> "DingTalk dropped it (" + code + "): this person is protected";
            default -> "DingTalk dropped it (" + code + ")";
        };
    }

    private static List<String> ids(JsonNode result, String field) {
        List<String> ids = new ArrayList<>();
        JsonNode list = result.path(field);
        list.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static ApiCall call(Connection connection, String what, Map<String, Object> body) {
        return ApiCall.post(connection, Purpose.MESSAGE, DingTalkCallRules.OAPI, PATH + what, body)
                .charged();
    }

    private static Long agentId(Connection connection) {
        return NotificationRules.agentId(connection)
                .map(Long::valueOf)
                .orElseThrow(() -> new CallException(
                        ErrorClass.REFUSED, "agent-id", "connection '" + connection.name() + "' has no agent-id"));
    }
}
