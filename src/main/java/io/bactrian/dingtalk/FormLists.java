package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Decodes choices, people, departments, files, pictures and related approvals: texts, and arrays of texts. */
final class FormLists {
    private static final String[] LABEL = {"label", "value"};
    private static final String[] URL = {"url"};
    private static final String[] FILE = {"fileName", "file_name", "name", "fileId"};
    private static final String[] NAME = {"name", "deptName"};
    private static final String[] ID = {"emplId", "itemId", "id"};
    private static final String[] INSTANCE = {"procInstId"};
    private static final String[] BUSINESS_ID = {"businessId"};

    private FormLists() {}

    static JsonNode option(FormComponent component) {
        JsonNode chosen = component.textNode();
        JsonNode details = WireJson.container(component.details());
        if (chosen != null || details == null) {
            return chosen;
        }
        String label = WireJson.text(details, LABEL);
        return label == null ? null : TextNode.valueOf(label);
    }

    static JsonNode options(FormComponent component) {
        JsonNode chosen = ofValue(component, LABEL);
        return chosen == null ? orNull(texts(component.details(), LABEL)) : chosen;
    }

    static JsonNode urls(FormComponent component) {
        return ofValue(component, URL);
    }

    static JsonNode fileNames(FormComponent component) {
        return ofValue(component, FILE);
    }

    /** Names of people or departments; an id stands in where no name is sent at all. */
    static JsonNode names(FormComponent component) {
        return ofDetails(component, NAME, ID);
    }

    /** Instance ids; the value itself may hold the titles instead. */
    static JsonNode instanceIds(FormComponent component) {
        return ofDetails(component, INSTANCE, BUSINESS_ID);
    }

    private static JsonNode ofDetails(FormComponent component, String[] wanted, String[] substitute) {
        List<JsonNode> entries = listed(component.details());
        if (entries.stream().anyMatch(entry -> WireJson.text(entry, wanted) != null)) {
            ArrayNode texts = WireJson.NODES.arrayNode();
            entries.forEach(entry -> addText(texts, entry, wanted, substitute));
            return texts;
        }
        JsonNode value = ofValue(component, wanted);
        return value == null ? orNull(texts(component.details(), substitute)) : value;
    }

    /** Plain text is a list of one; text that starts like JSON and is none keeps its text. */
    private static JsonNode ofValue(FormComponent component, String... keys) {
        String text = component.text();
        if (text == null) {
            return null;
        }
        JsonNode container = WireJson.container(component.value());
        if (container != null) {
            return orNull(texts(container, keys));
        }
        return WireJson.looksLikeContainer(text)
                ? TextNode.valueOf(text)
                : WireJson.NODES.arrayNode().add(text);
    }

    private static ArrayNode texts(JsonNode sent, String... keys) {
        ArrayNode texts = WireJson.NODES.arrayNode();
        listed(sent).forEach(entry -> addText(texts, entry, keys));
        return texts;
    }

    /** The entries of an array, of JSON text that is one, or of the {@code list} inside an object. */
    private static List<JsonNode> listed(JsonNode sent) {
        JsonNode container = WireJson.container(sent);
        JsonNode list = container == null ? null : container.get("list");
        return WireJson.entries(list == null ? container : list);
    }

    private static void addText(ArrayNode texts, JsonNode entry, String[]... keys) {
        String text = null;
        for (int i = 0; text == null && i < keys.length; i++) {
            text = WireJson.text(entry, keys[i]);
        }
        String shown = text == null ? WireJson.text(entry) : text;
        if (shown != null) {
            texts.add(shown);
        }
    }

    private static JsonNode orNull(ArrayNode texts) {
        return texts.isEmpty() ? null : texts;
    }
}
