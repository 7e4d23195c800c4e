package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Call;

/** One request, and whose token it came with. */
record WeComCall(Call call, Caller caller) {
    /** A query parameter, or nothing. */
    String query(String name) {
        return call.query().getOrDefault(name, "");
    }

    /** The body as an object; an empty one where there is none. */
    ObjectNode body() {
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
