package io.bactrian.wecom;

import io.bactrian.approval.Template;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which templates there are, which WeCom does not list: those that are known and those that stored approvals name, at no
 * call, and those of the settings that none has named yet, at one call each.
 */
final class WeComTemplates {
    private static final Logger LOG = LoggerFactory.getLogger(WeComTemplates.class);
    private static final String SEARCH = "BactrianWeComTemplates";

    private final Tables tables;

    WeComTemplates(Tables tables) {
        this.tables = tables;
    }

    private record Search(Connection connection, Map<String, String> names, Deque<String> unnamed) {}

    /** A {@link Connection} to what is known without a call. */
    void begin(Exchange exchange) {
        Connection connection = exchange.getMessage().getBody(Connection.class);
        Map<String, String> names = new LinkedHashMap<>();
        tables.jdbc().query(Sql.of("template-names"), Map.of("connection", connection.name()), row -> {
            names.put(row.getString("process_code"), row.getString("name"));
        });
        // the newest comes last, and a template may have been renamed
        tables.jdbc().query(Sql.of("template-in-approvals"), Map.of("connection", connection.name()), row -> {
            names.put(row.getString("process_code"), row.getString("title"));
        });
        Deque<String> unnamed = new ArrayDeque<>(connection.templates());
        unnamed.removeIf(code -> names.get(code) != null);
        exchange.setProperty(SEARCH, new Search(connection, names, unnamed));
    }

    static boolean hasNext(Exchange exchange) {
        return !exchange.getProperty(SEARCH, Search.class).unnamed.isEmpty();
    }

    static void nextCall(Exchange exchange) {
        Search search = exchange.getProperty(SEARCH, Search.class);
        exchange.getMessage()
                .setBody(ApiCall.post(
                        search.connection,
                        Purpose.TEMPLATES,
                        WeComCallRules.API,
                        "/cgi-bin/oa/gettemplatedetail",
                        Map.of("template_id", search.unnamed.peek())));
    }

    static void named(Exchange exchange) {
        Search search = exchange.getProperty(SEARCH, Search.class);
        ApiAnswer answer = exchange.getMessage().getBody(ApiAnswer.class);
        search.names.put(
                search.unnamed.remove(), InfoJson.inLanguages(answer.json().get("template_names")));
    }

    /** A code that is none is told and stays without a name; the others go on. */
    static void failed(Exchange exchange) {
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        if (failure.errorClass() != ErrorClass.PERMANENT) {
            throw failure;
        }
        Search search = exchange.getProperty(SEARCH, Search.class);
        String code = search.unnamed.remove();
        search.names.put(code, null);
        LOG.warn("{}: is there a template {}? {}", search.connection.name(), code, failure.getMessage());
    }

    /** All of them as {@link Template}s. */
    static void all(Exchange exchange) {
        List<Template> templates = new ArrayList<>();
        exchange.getProperty(SEARCH, Search.class)
                .names
                .forEach((code, name) -> templates.add(new Template(code, name, null, null, null)));
        exchange.getMessage().setBody(templates);
    }
}
