package io.bactrian.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Lays decoded form fields flat: label to value, in the order of the form.
 *
 * <p>An empty value is {@code null}. Labels repeat inside real forms: the second {@code Amount} becomes
 * {@code Amount (2)}. A field without a label goes by its id, and one that has neither is called {@code ?}.
 */
public final class FormCleaner {
    private FormCleaner() {}

    /** The fields as one flat object; rows of a table are cleaned the same way. */
    public static ObjectNode clean(List<FormField> fields) {
        ObjectNode flat = JsonNodeFactory.instance.objectNode();
        for (FormField field : fields) {
            JsonNode value = field.value() == null ? JsonNodeFactory.instance.nullNode() : field.value();
            flat.set(freeKey(flat, field), value);
        }
        return flat;
    }

    private static String freeKey(ObjectNode flat, FormField field) {
        String label = nameOf(field);
        String key = label;
        for (int n = 2; flat.has(key); n++) {
            key = label + " (" + n + ")";
        }
        return key;
    }

    private static String nameOf(FormField field) {
        if (field.label() != null && !field.label().isBlank()) {
            return field.label();
        }
        return field.id() == null ? "?" : field.id();
    }
}
