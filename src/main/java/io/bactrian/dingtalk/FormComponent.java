package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.approval.FormField;
import java.util.List;

/**
 * One entry of a form, or one cell of a table row, as it was sent.
 *
 * @param kind the component type; where none is sent, what stands before the first {@code -} or {@code _} of the id
 * @param value as a rule text, whose inner format depends on the kind
 * @param details the {@code extValue}: JSON text in a form, a JSON value in a table cell
 * @param depth how many tables and suites it is inside of
 */
record FormComponent(String kind, String id, String label, JsonNode value, JsonNode details, int depth) {

    static FormComponent of(JsonNode sent, int depth) {
        String id = WireJson.text(sent, "id", "key");
        String kind = WireJson.text(sent, "componentType", "component_type", "componentName");
        return new FormComponent(
                kind == null ? kindOf(id) : kind,
                id,
                WireJson.text(sent, "name", "label"),
                WireJson.field(sent, "value"),
                WireJson.field(sent, "extValue", "ext_value", "extendValue"),
                depth);
    }

    private static String kindOf(String id) {
        int end = 0;
        while (id != null && end < id.length() && id.charAt(end) != '-' && id.charAt(end) != '_') {
            end++;
        }
        return id == null ? "" : id.substring(0, end);
    }

    /** The value as text; {@code null} if it is empty in one of the ways that the platform has for it. */
    String text() {
        String text = WireJson.text(value);
        return "[]".equals(text) ? null : text;
    }

    /** The value as text node; {@code null} if it is empty. */
    JsonNode textNode() {
        String text = text();
        return text == null ? null : TextNode.valueOf(text);
    }

    List<FormField> as(JsonNode decoded) {
        return List.of(new FormField(id, label, decoded));
    }
}
