package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.directory.NamesTold;
import java.util.HashMap;
import java.util.Map;

/** The names that a form tells beside the ids of people and departments: in its contact controls, and in those of its tables. */
final class FormNames {
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, String> departments = new HashMap<>();

    private FormNames() {}

    /** Names as they were when the form was filled in. */
    static NamesTold of(JsonNode contents) {
        FormNames names = new FormNames();
        names.collect(contents, 0);
        return new NamesTold(names.people, names.departments);
    }

    private void collect(JsonNode contents, int depth) {
        for (JsonNode sent : InfoJson.list(contents)) {
            JsonNode value = sent.path("value");
            String kind = InfoJson.text(sent.get("control"));
            if ("Contact".equals(kind)) {
                InfoJson.list(value.get("members"))
                        .forEach(member -> add(people, InfoJson.userId(member.get("userid")), member));
                InfoJson.list(value.get("departments"))
                        .forEach(one -> add(departments, InfoJson.text(one.get("openapi_id")), one));
            } else if ("Table".equals(kind) && depth < FormDecoder.DEEPEST) {
                InfoJson.list(value.get("children")).forEach(row -> collect(row.get("list"), depth + 1));
            }
        }
    }

    private static void add(Map<String, String> names, String id, JsonNode sent) {
        String name = InfoJson.text(sent.get("name"));
        if (id != null && name != null) {
            names.put(id.strip(), name);
        }
    }
}
