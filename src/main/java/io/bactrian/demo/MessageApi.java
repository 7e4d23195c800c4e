package io.bactrian.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Work notifications of the old generation: "DingTalk API, messages". */
final class MessageApi {
    /** The app's number. */
    static final long AGENT_ID = 2_200_330_044L;

    private static final String PATH = "POST /topapi/message/corpconversation/";
    private static final int USERS = 100;
    private static final int DEPARTMENTS = 20;
    private static final int BYTES = 2048;
    private static final int BUTTON = 20;
    private static final int URL = 500;

    private final WorkNotices notices;

    MessageApi(WorkNotices notices) {
        this.notices = notices;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.metered(PATH + "asyncsend_v2", this::send),
                Endpoint.metered(PATH + "getsendprogress", this::progress),
                Endpoint.metered(PATH + "getsendresult", this::result));
    }

    private Reply send(Call call) {
        ObjectNode body = call.body();
        checkAgent(call, body);
        List<String> users = ids(body, "userid_list");
        List<String> departments = ids(body, "dept_id_list");
        boolean everyone = body.path("to_all_user").asBoolean();
        if (users.size() > USERS || departments.size() > DEPARTMENTS) {
            throw Rejected.oldParameter(41029, "接收者过多");
        }
        if (users.isEmpty() && departments.isEmpty() && !everyone) {
            throw Rejected.oldParameter(41028, "没有接收者");
        }
        JsonNode words = body.path("msg");
        check(words);
        long task = notices.take(
                users, departments.stream().map(MessageApi::department).toList(), everyone, words);
        ObjectNode answer = (ObjectNode) ok();
        return Reply.json(answer.put("task_id", task));
    }

    private static JsonNode ok() {
        return Reply.MAPPER
                .createObjectNode()
                .put("errcode", 0)
                .put("errmsg", "ok")
                .put("request_id", "7k2p");
    }

    private static long department(String id) {
        if (!id.matches("\\d{1,18}")) {
            throw Rejected.oldParameter(40035, "不合法的参数: dept_id_list");
        }
        return Long.parseLong(id);
    }

    private static void checkAgent(Call call, ObjectNode body) {
        if (call.number(body, "agent_id") != AGENT_ID) {
            throw Rejected.oldParameter(40056, "不合法的agentid");
        }
    }

    private static List<String> ids(ObjectNode body, String field) {
        String text = body.path(field).asText("");
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(","));
    }

    private static void check(JsonNode words) {
        if (bytes(words) > BYTES) {
            throw Rejected.oldParameter(45002, "消息过长");
        }
        String type = words.path("msgtype").asText();
        JsonNode inside = words.path(type);
        switch (type) {
            case "text" -> require(inside, "content");
            case "markdown" -> require(inside, "title", "text");
            case "action_card" -> {
                require(inside, "title", "markdown", "single_title", "single_url");
                if (inside.path("single_title").asText().length() > BUTTON
                        || inside.path("single_url").asText().length() > URL) {
                    throw Rejected.oldParameter(40035, "不合法的参数: action_card");
                }
            }
            default -> throw Rejected.oldParameter(40035, "不合法的参数: msgtype");
        }
    }

    private static void require(JsonNode inside, String... fields) {
        for (String field : fields) {
            if (inside.path(field).asText("").isBlank()) {
                throw Rejected.oldParameter(40035, "不合法的参数: " + field);
            }
        }
    }

    private static int bytes(JsonNode words) {
        try {
            return Reply.MAPPER.writeValueAsString(words).getBytes(StandardCharsets.UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply progress(Call call) {
        ObjectNode body = call.body();
        checkAgent(call, body);
        known(call, body);
        ObjectNode answer = (ObjectNode) ok();
        answer.putObject("progress").put("progress_in_percent", 100).put("status", 2);
        return Reply.json(answer);
    }

    private Reply result(Call call) {
        ObjectNode body = call.body();
        checkAgent(call, body);
        ObjectNode answer = (ObjectNode) ok();
        return Reply.json(answer.set("send_result", known(call, body)));
    }

    private ObjectNode known(Call call, ObjectNode body) {
        Optional<ObjectNode> result = notices.result(call.number(body, "task_id"));
        return result.orElseThrow(() -> Rejected.oldParameter(40035, "不合法的参数: task_id"));
    }
}
