package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.approval.DetailQuery;
import io.bactrian.approval.IdsPage;
import io.bactrian.approval.IdsQuery;
import io.bactrian.approval.Template;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What the steps of {@link DingTalkApprovalRoutes} do: questions to calls, answers to neutral records. */
final class DingTalkApprovals {
    static final String QUERY = "BactrianDingTalkQuery";
    static final String PAGE_TO = "BactrianPageTo";

    private static final String TEMPLATES = "BactrianDingTalkTemplates";
    private static final int PAGE = 20;
    private static final int TEMPLATE_PAGE = 100;

    private DingTalkApprovals() {}

    /** A {@link Connection} to the first page of its templates. */
    static void beginTemplates(Exchange exchange) {
        Connection connection = exchange.getMessage().getBody(Connection.class);
        exchange.setProperty(TEMPLATES, new ArrayList<Template>());
        exchange.setProperty(QUERY, templatesCall(connection, "0"));
    }

    /** The next call for a page. */
    static void nextCall(Exchange exchange) {
        exchange.getMessage().setBody(exchange.getProperty(QUERY));
    }

    /** Whether there is one. */
    static boolean hasNext(Exchange exchange) {
        return exchange.getProperty(QUERY) != null;
    }

    /** A page of templates; without a user id they are those of the whole company. */
    static void templatesPage(Exchange exchange) {
        JsonNode result = exchange.getMessage().getBody(ApiAnswer.class).json().path("result");
        if (!result.path("processList").isArray()) {
            throw malformed("DingTalk answered the question for templates without a list");
        }
        List<Template> templates = castTemplates(exchange.getProperty(TEMPLATES));
        result.path("processList")
                .forEach(entry -> templates.add(new Template(
                        entry.path("processCode").asText(),
                        entry.path("name").asText(null),
                        entry.path("dirName").asText(null),
                        entry.path("url").asText(null),
                        entry.path("iconUrl").asText(null))));
        ApiCall asked = exchange.getProperty(QUERY, ApiCall.class);
        String next = cursor(result.path("nextToken"), asked.query().get("nextToken"));
        exchange.setProperty(QUERY, next == null ? null : templatesCall(asked.connection(), next));
        exchange.getMessage().setBody(templates);
    }

    @SuppressWarnings("unchecked")
    private static List<Template> castTemplates(Object templates) {
        return (List<Template>) templates;
    }

    private static ApiCall templatesCall(Connection connection, String cursor) {
        return ApiCall.get(
                        connection,
                        Purpose.TEMPLATES,
                        DingTalkCallRules.API,
                        "/v1.0/workflow/processes/userVisibilities/templates")
                .with("maxResults", TEMPLATE_PAGE)
                .with("nextToken", cursor)
                .charged();
    }

    /** Keeps the {@link IdsQuery} on the exchange. */
    static void beginIds(Exchange exchange) {
        IdsQuery query = exchange.getMessage().getBody(IdsQuery.class);
        exchange.setProperty(QUERY, query);
        exchange.setProperty(PAGE_TO, query.pageTo());
    }

    /** The call for the next page of ids. */
    static void idsCall(Exchange exchange) {
        IdsQuery query = exchange.getProperty(QUERY, IdsQuery.class);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("processCode", query.templateCode());
        body.put("startTime", query.from().toEpochMilli());
        body.put("endTime", query.to().toEpochMilli());
        body.put("nextToken", query.cursor() == null ? 0L : Long.parseLong(query.cursor()));
        body.put("maxResults", PAGE);
        if (query.openOnly()) {
            body.put("statuses", List.of("RUNNING"));
        }
        exchange.getMessage()
                .setBody(ApiCall.post(
                                query.connection(),
                                query.purpose(),
                                DingTalkCallRules.API,
                                "/v1.0/workflow/processes/instanceIds/query",
                                body)
                        .charged());
    }

    /** An answer to an {@link IdsPage}. */
    static void idsPage(Exchange exchange) {
        IdsQuery query = exchange.getProperty(QUERY, IdsQuery.class);
        JsonNode result = exchange.getMessage().getBody(ApiAnswer.class).json().path("result");
        if (!result.path("list").isArray()) {
            throw malformed("DingTalk answered a listing of " + query.templateCode() + " without a list");
        }
        List<String> ids = new ArrayList<>();
        result.path("list").forEach(id -> ids.add(id.asText()));
        String next = cursor(result.path("nextToken"), query.cursor());
        exchange.setProperty(QUERY, next == null ? null : query.from(next));
        exchange.getMessage().setBody(new IdsPage(query, ids, next));
    }

    /** Stops the paging when whoever got the page wants no more. */
    static void goOn(Exchange exchange) {
        if (Boolean.FALSE.equals(exchange.getMessage().getBody(Boolean.class))) {
            exchange.setProperty(QUERY, null);
        }
    }

    /**
     * The end of a listing is an absent, null or empty token; some answers carry it as a number. One that cannot be
     * followed, or leads where we were, must not look like the end.
     */
    private static String cursor(JsonNode token, String asked) {
        String text = token.asText("");
        if (text.isBlank() || text.equals("null")) {
            return null;
        }
        boolean isNumber = text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!isNumber || text.equals(asked)) {
            throw malformed("DingTalk's listing gave a place to go on from that cannot be followed");
        }
        return text;
    }

    private static CallException malformed(String message) {
        return new CallException(ErrorClass.PERMANENT, "malformed", message);
    }

    /** The call for one approval. */
    static ApiCall detailCall(DetailQuery query) {
        return ApiCall.get(
                        query.connection(), query.purpose(), DingTalkCallRules.API, "/v1.0/workflow/processInstances")
                .with("processInstanceId", query.id())
                .charged();
    }
}
