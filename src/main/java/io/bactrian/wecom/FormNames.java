package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** The names of people that a form tells beside their ids: in its contact controls, and in those of its tables. */
final class FormNames {
    private FormNames() {}

    /** Names by id, as they were when the form was filled in. */
    static Map<String, String> of(JsonNode contents) {
        Map<String, String> names = new HashMap<>();
        collect(contents, 0, names);
        return names;
    }

    private static void collect(JsonNode contents, int depth, Map<String, String> names) {
        for (JsonNode sent : InfoJson.list(contents)) {
            JsonNode value = sent.path("value");
            String kind = InfoJson.text(sent.get("control"));
            if ("Contact".equals(kind)) {
                InfoJson.list(value.get("members")).forEach(member -> add(member, names));
            } else if ("Table".equals(kind) && depth < FormDecoder.DEEPEST) {
                InfoJson.list(value.get("children")).forEach(row -> collect(row.get("list"), depth + 1, names));
            }
        }
    }

    private static void add(JsonNode member, Map<String, String> names) {
        String id = InfoJson.userId(member.get("userid"));
        String name = InfoJson.text(member.get("name"));
        if (id != null && name != null) {
            names.put(id, name);
        }
    }
}
