package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Meter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WeCom's calls about approvals, 600 a minute of each. */
final class OaApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern SECONDS = Pattern.compile("\\d{10}");
    private static final Pattern CURSOR = Pattern.compile("b2s-(\\d{1,9})-(\\d{1,9})");
    private static final long LONGEST = Duration.ofDays(31).toSeconds();
    private static final int MOST = 100;
    private static final int MOST_SHOWN = 40;
    private static final int A_MINUTE = 600;

    private final OaFile file;
    private final Map<String, Deque<Long>> lately = new HashMap<>();

    OaApi(OaFile file) {
        this.file = file;
    }

    List<Interface> interfaces() {
        return List.of(
                Interface.ofApp(
                        "POST /cgi-bin/oa/getapprovalinfo", call -> paced("info", this::list, call), "sp_no_list"),
                Interface.ofApp("POST /cgi-bin/oa/getapprovaldetail", call -> paced("detail", this::detail, call)),
                Interface.ofApp(
                        "POST /cgi-bin/oa/gettemplatedetail",
                        call -> paced("template", this::template, call),
                        "template_names"));
    }

    private ObjectNode paced(String name, Interface.Handler handler, WeComCall call) {
        synchronized (lately) {
            Deque<Long> minute = lately.computeIfAbsent(name, key -> new ArrayDeque<>());
            long now = System.nanoTime();
            while (!minute.isEmpty()
                    && now - minute.peek() > Duration.ofMinutes(1).toNanos()) {
                minute.remove();
            }
            if (minute.size() >= A_MINUTE) {
                throw new WeComError(45009, "api freq out of limit", Meter.Refused.PACE);
            }
            minute.add(now);
        }
        return handler.answer(call);
    }

    /** No page is full, and every second one empty and not the last: whom the app does not see is left out after paging. */
    private ObjectNode list(WeComCall call) {
        ObjectNode body = call.body();
        long from = seconds(body, "starttime");
        long to = seconds(body, "endtime");
        int size = body.path("size").asInt();
        if (to <= from
                || to - from > LONGEST
                || size < 1
                || size > MOST
                || !body.path("new_cursor").isTextual()) {
            throw WeComError.parameter(301025, "get approval param error:invalid starttime or endtime");
        }
        List<String> numbers = file.numbers(from, to, wanted(body.path("filters")));
        int offset = 0;
        int page = 0;
        String cursor = body.path("new_cursor").asText();
        if (!cursor.isEmpty()) {
            Matcher matcher = CURSOR.matcher(cursor);
            if (!matcher.matches()) {
                throw WeComError.parameter(301025, "get approval param error:invalid cursor");
            }
            offset = Integer.parseInt(matcher.group(1));
            page = Integer.parseInt(matcher.group(2));
        }
        int shown = page % 2 == 1 ? 0 : Math.min(Math.min(size, MOST_SHOWN), Math.max(0, numbers.size() - offset));
        ObjectNode answer = JSON.objectNode();
        ArrayNode list = answer.putArray("sp_no_list");
        numbers.stream().skip(offset).limit(shown).forEach(list::add);
        int next = offset + shown;
        if (next < numbers.size()) {
            answer.put("new_next_cursor", "b2s-" + next + "-" + (page + 1));
        }
        return answer;
    }

    private static long seconds(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || !SECONDS.matcher(value.asText()).matches()) {
            throw WeComError.parameter(
                    301025, "Warning: wrong json format. get approval param error:invalid starttime or endtime");
        }
        return Long.parseLong(value.asText());
    }

    private static Predicate<OaApproval> wanted(JsonNode filters) {
        Predicate<OaApproval> wanted = approval -> true;
        for (JsonNode filter : filters) {
            JsonNode value = filter.path("value");
            if (!value.isTextual()) {
                throw WeComError.parameter(301025, "Warning: wrong json format. get approval param error");
            }
            wanted = wanted.and(wanted(filter.path("key").asText(), value.asText()));
        }
        return wanted;
    }

    private static Predicate<OaApproval> wanted(String key, String value) {
        return switch (key) {
            case "template_id" -> approval -> approval.templateId().equals(value);
            case "sp_status" -> approval -> Integer.toString(approval.status()).equals(value);
            case "creator" -> approval -> approval.applicant().equalsIgnoreCase(value);
            case "department" -> approval -> approval.department().equals(value);
            default -> throw WeComError.parameter(301025, "get approval param error:invalid filter");
        };
    }

    private ObjectNode detail(WeComCall call) {
        ObjectNode info = file.detail(call.body().path("sp_no").asText())
                .orElseThrow(() -> WeComError.parameter(301025, "get approval param error:invalid sp_no"));
        ObjectNode answer = JSON.objectNode();
        answer.set("info", info);
        return answer;
    }

    private ObjectNode template(WeComCall call) {
        int place = OaFile.TEMPLATES.indexOf(call.body().path("template_id").asText());
        if (place < 0) {
            throw WeComError.parameter(301025, "get approval param error:invalid template_id");
        }
        ObjectNode answer = JSON.objectNode();
        answer.putArray("template_names")
                .addObject()
                .put("text", OaFile.NAMES.get(place))
                .put("lang", "zh_CN");
        answer.putObject("template_content").putArray("controls");
        return answer;
    }
}
