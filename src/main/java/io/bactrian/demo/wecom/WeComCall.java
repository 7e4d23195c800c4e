package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Call;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One request, and whose token it came with. */
record WeComCall(Call call, Caller caller) {
    private static final Pattern ESCAPED = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u[0-9a-fA-F]{4}");

    /** A query parameter, or nothing. */
    String query(String name) {
        return call.query().getOrDefault(name, "");
    }

    /** The body as an object; an empty one where there is none. Its characters must be written as they are. */
    ObjectNode body() {
        if (ESCAPED.matcher(new String(call.content(), StandardCharsets.UTF_8)).find()) {
            throw WeComError.parameter(40033, "invalid charset. please check your request, if include \\uxxxx");
        }
        try {
            return call.body();
        } catch (RuntimeException notJson) {
            throw WeComError.parameter(40035, "Warning: wrong json format. invalid request parameter");
        }
    }

    /** A whole number in the query; {@code null} where the parameter is not there. */
    Long number(String name) {
        String text = query(name);
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,10}")) {
            throw WeComError.parameter(40058, "invalid Request Parameter");
        }
        return Long.valueOf(text);
    }
}
