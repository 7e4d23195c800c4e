package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.approval.DetailQuery;
import io.bactrian.approval.IdsPage;
import io.bactrian.approval.IdsQuery;
import io.bactrian.approval.TooWideException;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/** What the steps of {@link WeComApprovalRoutes} do: questions to calls, answers to neutral records. */
final class WeComApprovals {
    static final String PAGE_TO = "BactrianPageTo";

    private static final String QUERY = "BactrianWeComQuery";
    private static final String PAGE_FOUND = "BactrianPageFound";
    private static final String CURSORS = "BactrianCursors";
    private static final String BEGUN_AGAIN = "BactrianBegunAgain";
    private static final String TOO_WIDE = "301112";
    private static final int PAGE = 100;

    private WeComApprovals() {}

    /** Keeps the {@link IdsQuery} on the exchange. */
    static void beginIds(Exchange exchange) {
        IdsQuery query = exchange.getMessage().getBody(IdsQuery.class);
        exchange.setProperty(QUERY, query);
        exchange.setProperty(CURSORS, new HashSet<>(List.of(String.valueOf(query.cursor()))));
        exchange.setProperty(PAGE_TO, query.pageTo());
        exchange.setProperty(BEGUN_AGAIN, 0);
    }

    /** Whether there is another page. */
    static boolean hasNext(Exchange exchange) {
        return exchange.getProperty(QUERY) != null;
    }

    /** Begins to ask for a page. */
    static void beginPage(Exchange exchange) {
        exchange.setProperty(PAGE_FOUND, false);
    }

    /** Whether the page is still to be asked for. */
    static boolean wantsPage(Exchange exchange) {
        return !exchange.getProperty(PAGE_FOUND, Boolean.class);
    }

    /** The call for the next page. Times are texts of seconds, and the end has to lie behind the beginning. */
    static void idsCall(Exchange exchange) {
        IdsQuery query = exchange.getProperty(QUERY, IdsQuery.class);
        long from = query.from().getEpochSecond();
        long to = query.to().plusMillis(999).getEpochSecond();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("starttime", String.valueOf(from));
        body.put("endtime", String.valueOf(Math.max(to, from + 1)));
        body.put("new_cursor", query.cursor() == null ? "" : query.cursor());
        body.put("size", PAGE);
        List<Map<String, String>> filters = new ArrayList<>();
        if (query.templateCode() != null) {
            filters.add(Map.of("key", "template_id", "value", query.templateCode()));
        }
        if (query.openOnly()) {
            filters.add(Map.of("key", "sp_status", "value", ApprovalStatus.RUNNING));
        }
        if (!filters.isEmpty()) {
            body.put("filters", filters);
        }
        exchange.getMessage()
                .setBody(ApiCall.post(
                        query.connection(), query.purpose(), WeComCallRules.API, "/cgi-bin/oa/getapprovalinfo", body));
    }

    /** An answer to an {@link IdsPage}. A short page, and an empty one, is not the last: only one without a next is. */
    static void idsPage(Exchange exchange) {
        IdsQuery query = exchange.getProperty(QUERY, IdsQuery.class);
        JsonNode answer = exchange.getMessage().getBody(ApiAnswer.class).json();
        if (!answer.path("sp_no_list").isArray()) {
            throw malformed("WeCom answered a listing of approvals without a list");
        }
        List<String> ids = new ArrayList<>();
        answer.path("sp_no_list").forEach(id -> ids.add(id.asText()));
        String next = InfoJson.text(answer.get("new_next_cursor"));
        if (next != null && !cursors(exchange).add(next)) {
            throw malformed("WeCom's listing of approvals leads to where it was");
        }
        exchange.setProperty(QUERY, next == null ? null : query.from(next));
        exchange.setProperty(PAGE_FOUND, true);
        exchange.getMessage().setBody(new IdsPage(query, ids, next));
    }

    /** The places in the list that were asked for. */
    @SuppressWarnings("unchecked")
    private static Set<String> cursors(Exchange exchange) {
        return exchange.getProperty(CURSORS, Set.class);
    }

    /**
     * A place in the list that is no longer valid: the list is begun again, and numbers that come twice do no harm. The
     * neutral rooms halve what is too wide; anything else stays what it is.
     */
    static void idsFailed(Exchange exchange) {
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        IdsQuery query = exchange.getProperty(QUERY, IdsQuery.class);
        int begunAgain = exchange.getProperty(BEGUN_AGAIN, 0, Integer.class);
        if (query.cursor() != null && LostPlace.mayBeginAgain(failure, begunAgain)) {
            exchange.setProperty(BEGUN_AGAIN, begunAgain + 1);
            cursors(exchange).clear();
            exchange.setProperty(QUERY, query.from(null));
            return;
        }
        throw TOO_WIDE.equals(failure.code()) ? new TooWideException(failure) : failure;
    }

    /** Stops the paging when whoever got the page wants no more. */
    static void goOn(Exchange exchange) {
        if (Boolean.FALSE.equals(exchange.getMessage().getBody(Boolean.class))) {
            exchange.setProperty(QUERY, null);
        }
    }

    private static CallException malformed(String message) {
        return new CallException(ErrorClass.PERMANENT, "malformed", message);
    }

    /** The call for one approval. */
    static ApiCall detailCall(DetailQuery query) {
        return ApiCall.post(
                query.connection(),
                query.purpose(),
                WeComCallRules.API,
                "/cgi-bin/oa/getapprovaldetail",
                Map.of("sp_no", query.id()));
    }
}
