package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The approval calls: "DingTalk API, OA approval": templates, instance ids, instance detail. */
final class WorkflowApi {
    private static final long LONGEST_SPAN = TimeUnit.DAYS.toMillis(120);
    private static final long FURTHEST_BACK = TimeUnit.DAYS.toMillis(365);
    private static final int MOST_IDS = 10_000;
    private static final Set<String> STATUSES = Set.of(Fate.RUNNING, Fate.TERMINATED, Fate.COMPLETED);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Company company;
    private final Faults faults;
    private final Clock clock;

    WorkflowApi(Company company, Faults faults, Clock clock) {
        this.company = company;
        this.faults = faults;
        this.clock = clock;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.metered("GET /v1.0/workflow/processes/userVisibilities/templates", this::templates),
                Endpoint.metered("POST /v1.0/workflow/processes/instanceIds/query", this::instanceIds),
                Endpoint.metered("GET /v1.0/workflow/processInstances", this::instance));
    }

    private Reply templates(Call call) {
        int max = (int) parameter(call, "maxResults", 1, 100);
        int from = (int) parameter(call, "nextToken", 0, Integer.MAX_VALUE / 2);
        List<Template> all = company.templates();
        ObjectNode body = JSON.objectNode();
        ObjectNode result = body.putObject("result");
        ArrayNode list = result.putArray("processList");
        for (Template template : all.subList(Math.min(from, all.size()), Math.min(from + max, all.size()))) {
            list.addObject()
                    .put("name", template.name())
                    .put("processCode", template.processCode())
                    .put(
                            "url",
                            "https://aflow.dingtalk.com/dingtalk/mobile/homepage.htm?code=" + template.processCode())
                    .put("iconUrl", "https://gw.alicdn.com/x.png")
                    .put("dirId", "other")
                    .put("dirName", "其他");
        }
        if (from + max < all.size()) {
            result.put("nextToken", (long) from + max);
        }
        return Reply.json(body);
    }

    private static long parameter(Call call, String name, long least, long most) {
        String text = call.query().getOrDefault(name, "");
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw Rejected.parameter("invalidParameter", name);
        }
        return Long.parseLong(text);
    }

    private Reply instanceIds(Call call) {
        ObjectNode query = call.body();
        int template = company.templateNumber(query.path("processCode").asText());
        if (template < 0) {
            throw Rejected.parameter("invalidProcessCode", "processCode 不存在");
        }
        long start = start(query);
        long end = end(query, start);
        int max = maxResults(query);
        int offset = nextToken(query);
        int begin = Math.max(0, offset - Math.min(faults.overlap(), max - 1));
        int wanted = Math.min(max, Math.max(0, MOST_IDS - begin));
        List<String> ids = company.archive().ids(template, start, end, filter(query), begin, wanted + 1);
        boolean more = ids.size() > wanted && begin + wanted < MOST_IDS;
        ObjectNode body = JSON.objectNode();
        ObjectNode result = body.putObject("result");
        ArrayNode list = result.putArray("list");
        ids.stream().limit(wanted).forEach(list::add);
        if (more) {
            result.put("nextToken", Integer.toString(begin + wanted));
        }
        return Reply.json(success(body, offset / 20));
    }

    private long start(ObjectNode query) {
        JsonNode start = query.path("startTime");
        long back = clock.millis() - start.asLong();
        boolean openEnd = query.path("endTime").isMissingNode();
        if (!start.isIntegralNumber() || back > (openEnd ? LONGEST_SPAN : FURTHEST_BACK)) {
            throw Rejected.parameter("invalidInstanceListIdsStartTime", "startTime 不合法");
        }
        return start.asLong();
    }

    private long end(ObjectNode query, long start) {
        JsonNode end = query.path("endTime");
        if (end.isMissingNode()) {
            return clock.millis();
        }
        if (!end.isIntegralNumber() || end.asLong() < start || end.asLong() - start > LONGEST_SPAN) {
            throw Rejected.parameter("invalidEndTime", "endTime 不合法");
        }
        return end.asLong();
    }

    private static int maxResults(ObjectNode query) {
        JsonNode max = query.path("maxResults");
        if (!max.isIntegralNumber() || max.asLong() < 1 || max.asLong() > 20) {
            throw Rejected.parameter("invalidMaxResults", "maxResults 不合法");
        }
        return max.asInt();
    }

    private static int nextToken(ObjectNode query) {
        JsonNode token = query.path("nextToken");
        if (!token.isIntegralNumber() || token.asLong() < 0 || token.asLong() > Integer.MAX_VALUE / 2) {
            throw Rejected.parameter("invalidNextToken", "nextToken 不合法");
        }
        return token.asInt();
    }

    /** Null if everything is wanted. */
    private static Predicate<Fate> filter(ObjectNode query) {
        Set<String> users = texts(query, "userIds");
        Set<String> statuses = texts(query, "statuses");
        if (users.size() > 10) {
            throw Rejected.parameter("invalidUserIds", "userIds 最多10个");
        }
        if (!STATUSES.containsAll(statuses)) {
            throw Rejected.parameter("invalidParameter", "statuses 不合法");
        }
        if (users.isEmpty() && statuses.isEmpty()) {
            return null;
        }
        return fate -> (users.isEmpty() || users.contains(fate.originator().userid()))
                && (statuses.isEmpty() || statuses.contains(fate.status()));
    }

    private static Set<String> texts(ObjectNode query, String field) {
        Set<String> texts = new HashSet<>();
        query.path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private Reply instance(Call call) {
        String id = call.query().get("processInstanceId");
        if (id == null || id.isEmpty()) {
            throw Rejected.parameter("invalidInstanceId", "processInstanceId 不能为空");
        }
        faults.approval(id).ifPresent(refusal -> {
            throw new Rejected(Reply.newError(refusal.status(), refusal.code(), "审批实例异常", Meter.Refused.FAULT));
        });
        Duration lag = faults.detailLag();
        Optional<Approval> found =
                lag.isZero() ? company.approval(id) : company.archive().byId(id, lag.toNanos());
        Approval approval = found.orElseThrow(
                () -> new Rejected(Reply.newError(400, "processInstanceNotExist", "审批实例不存在", Meter.Refused.NOT_FOUND)));
        ObjectNode body = JSON.objectNode();
        body.set("result", approval.json());
        return Reply.json(success(body, approval.created().getEpochSecond()));
    }

    /** The documentation says text, the wire mostly says boolean. */
    private static ObjectNode success(ObjectNode body, long number) {
        return number % 3 == 1 ? body.put("success", "true") : body.put("success", true);
    }
}
