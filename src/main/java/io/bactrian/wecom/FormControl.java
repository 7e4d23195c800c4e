package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.approval.FormField;
import java.util.List;

/**
 * One control of a form, or one cell of a table row, as it was sent.
 *
 * @param kind what says how to read the value
 * @param label what a person reads beside it
 * @param hidden whether the form does not show it
 */
record FormControl(String kind, String id, String label, JsonNode value, boolean hidden) {

    static FormControl of(JsonNode sent) {
        String kind = InfoJson.text(sent.get("control"));
        return new FormControl(
                kind == null ? "" : kind,
                InfoJson.text(sent.get("id")),
                InfoJson.inLanguages(sent.get("title")),
                sent.path("value"),
                "1".equals(InfoJson.text(sent.get("hidden"))));
    }

    /** Whether it is a text of the form itself, which nobody fills in. */
    boolean isNote() {
        return "Tips".equals(kind);
    }

    List<FormField> as(JsonNode decoded) {
        return List.of(new FormField(id, label, decoded));
    }

    /** One of several fields that the control makes, called by the control's label and its own. */
    FormField part(String part, JsonNode decoded) {
        return new FormField(id, label == null ? part : label + " " + part, decoded);
    }

    /** What the value says apart from its empty lists, as JSON text; {@code null} if that is nothing. */
    JsonNode rest() {
        JsonNode kept = withoutEmpty(value);
        return kept == null ? null : TextNode.valueOf(kept.isValueNode() ? kept.asText() : kept.toString());
    }

    private static JsonNode withoutEmpty(JsonNode node) {
        if (node.isObject()) {
            ObjectNode kept = InfoJson.NODES.objectNode();
            node.properties().forEach(field -> {
                if (withoutEmpty(field.getValue()) != null) {
                    kept.set(field.getKey(), field.getValue());
                }
            });
            return kept.isEmpty() ? null : kept;
        }
        boolean isEmpty = node.isMissingNode()
                || node.isNull()
                || node.isArray() && node.isEmpty()
                || node.isTextual() && node.asText().isBlank();
        return isEmpty ? null : node;
    }
}
