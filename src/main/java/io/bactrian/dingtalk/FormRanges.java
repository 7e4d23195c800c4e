package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.approval.ExactNumber;
import io.bactrian.approval.FormField;
import java.util.ArrayList;
import java.util.List;

/** Decodes components whose label is an array of labels and whose value is an array of values. */
final class FormRanges {
    private static final int DURATION = 2;
    private static final int TYPE = 4;
    private static final int TYPE_LABEL = 5;
    private static final List<String> HOLIDAY = List.of("开始时间", "结束时间", "时长", "单位", "请假类型");

    private FormRanges() {}

    /** Start and end, and the length in the unit of the form where the form computes it. */
    static List<FormField> dates(FormComponent component) {
        List<String> labels = labels(component);
        List<JsonNode> values = values(component);
        if (labels.isEmpty()) {
            return component.as(unlabelled(component, values));
        }
        List<FormField> fields = new ArrayList<>();
        for (int i = 0; i < Math.max(labels.size(), values.size()); i++) {
            fields.add(new FormField(component.id(), dateLabel(labels, i), valueAt(values, i)));
        }
        return fields;
    }

    /** A leave: start, end, duration, unit and type. The platform sends the label of the type as sixth value. */
    static List<FormField> holiday(FormComponent component) {
        List<String> labels = labels(component);
        List<JsonNode> values = values(component);
        List<FormField> fields = new ArrayList<>();
        for (int i = 0; i < HOLIDAY.size(); i++) {
            fields.add(new FormField(component.id(), holidayLabel(labels, values, i), valueAt(values, i)));
        }
        return fields;
    }

    private static String dateLabel(List<String> labels, int i) {
        if (i < labels.size()) {
            return labels.get(i);
        }
        return i == DURATION && labels.get(0) != null ? labels.get(0) + " 时长" : labels.get(0);
    }

    private static String holidayLabel(List<String> labels, List<JsonNode> values, int i) {
        if (i < labels.size() && labels.get(i) != null) {
            return labels.get(i);
        }
        String sent = i == TYPE && values.size() > TYPE_LABEL ? WireJson.text(values.get(TYPE_LABEL)) : null;
        return sent == null ? HOLIDAY.get(i) : sent;
    }

    /** The labels of the array that the label is; none if it is plain text. */
    private static List<String> labels(FormComponent component) {
        JsonNode array = component.label() == null ? null : WireJson.container(TextNode.valueOf(component.label()));
        List<String> labels = new ArrayList<>();
        WireJson.entries(array).forEach(label -> labels.add(WireJson.text(label)));
        return labels;
    }

    /** The values of the array; a value that is no array is its own first. */
    private static List<JsonNode> values(FormComponent component) {
        JsonNode text = component.textNode();
        if (text == null) {
            return List.of();
        }
        JsonNode array = WireJson.container(component.value());
        return array == null || !array.isArray() ? List.of(text) : WireJson.entries(array);
    }

    private static JsonNode valueAt(List<JsonNode> values, int i) {
        String text = i < values.size() ? WireJson.text(values.get(i)) : null;
        if (text == null) {
            return null;
        }
        return i == DURATION ? ExactNumber.orText(text) : TextNode.valueOf(text);
    }

    private static JsonNode unlabelled(FormComponent component, List<JsonNode> values) {
        if (values.size() < 2) {
            return component.textNode();
        }
        return WireJson.NODES.arrayNode().addAll(values);
    }
}
