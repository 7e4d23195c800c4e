package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bactrian.approval.FormCleaner;
import io.bactrian.approval.FormField;
import java.util.List;

/** Decodes components that hold components: tables, and suites such as leave or travel. */
final class FormTables {
    private FormTables() {}

    /** An array of one flat object for each row. */
    static JsonNode rows(FormComponent table) {
        List<JsonNode> entries = inner(table);
        ArrayNode rows = WireJson.NODES.arrayNode();
        for (JsonNode entry : entries) {
            if (entry.has("rowValue")) {
                rows.add(row(entry.get("rowValue"), table.depth() + 1));
            }
        }
        if (!rows.isEmpty()) {
            return rows;
        }
        // a table without rows sends the definitions of its columns instead
        return isColumns(entries) ? null : table.textNode();
    }

    private static JsonNode row(JsonNode cells, int depth) {
        return FormCleaner.clean(FormDecoder.fields(cells, depth));
    }

    private static boolean isColumns(List<JsonNode> entries) {
        return !entries.isEmpty() && entries.stream().allMatch(FormTables::isColumn);
    }

    private static boolean isColumn(JsonNode entry) {
        return !entry.has("value") && (entry.has("props") || entry.has("componentName"));
    }

    /** What the suite itself holds; as a rule nothing, since its children are entries of the form. */
    static List<FormField> children(FormComponent suite) {
        List<JsonNode> entries = inner(suite);
        boolean empty = suite.text() == null || isColumns(entries);
        if (empty) {
            return List.of();
        }
        boolean holdsComponents = !entries.isEmpty() && entries.stream().allMatch(FormTables::isComponent);
        return holdsComponents ? FormDecoder.fields(suite.value(), suite.depth() + 1) : suite.as(suite.textNode());
    }

    private static boolean isComponent(JsonNode entry) {
        return WireJson.field(entry, "componentType", "component_type", "componentName") != null;
    }

    private static List<JsonNode> inner(FormComponent component) {
        boolean tooDeep = component.depth() >= FormDecoder.DEEPEST;
        return tooDeep || component.text() == null ? List.of() : WireJson.entries(component.value());
    }
}
