package io.bactrian.dingtalk;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.approval.FormCleaner;
import io.bactrian.approval.FormField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Decodes form values into what a person would read (DingTalk API, "Instance detail").
 *
 * <p>Values are sent as text whose inner format depends on the component type; numbers become numbers, lists become
 * arrays of texts, tables become arrays of flat objects, and ranges become one field for each of their labels. An
 * empty value, also one that is written as the four letters {@code null}, is {@code null}. A kind that is not known,
 * and a value that is not what its kind promises, keep their text, so that no field is lost to another's fault.
 * Nothing is thrown for what a form holds.
 */
public final class FormDecoder {
    /** Forms have tables inside suites at most; what lies deeper than this keeps its text. */
    static final int DEEPEST = 4;

    private static final Map<String, Function<FormComponent, JsonNode>> ONE_VALUE = Map.ofEntries(
            entry("NumberField", FormNumbers::number),
            entry("MoneyField", FormNumbers::number),
            entry("CalculateField", FormNumbers::number),
            entry("StarRatingField", FormNumbers::number),
            entry("DDSelectField", FormLists::option),
            entry("DDMultiSelectField", FormLists::options),
            entry("DDPhotoField", FormLists::urls),
            entry("DDAttachment", FormLists::fileNames),
            entry("InnerContactField", FormLists::names),
            entry("DepartmentField", FormLists::names),
            entry("RelateField", FormLists::instanceIds),
            entry("TableField", FormTables::rows));

    private static final Map<String, Function<FormComponent, List<FormField>>> MANY_FIELDS = Map.of(
            "DDDateRangeField", FormRanges::dates,
            "DDHolidayField", FormRanges::holiday,
            "DDBizSuite", FormTables::children,
            "TextNote", note -> List.of());

    private FormDecoder() {}

    /** The form as one flat object, label to value; empty if there is no form. */
    public static ObjectNode clean(JsonNode formComponentValues) {
        return FormCleaner.clean(fields(formComponentValues));
    }

    /** The fields of the array {@code formComponentValues}, in the order of the form. */
    public static List<FormField> fields(JsonNode formComponentValues) {
        return fields(formComponentValues, 0);
    }

    static List<FormField> fields(JsonNode sent, int depth) {
        List<FormComponent> components = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode entry : WireJson.entries(sent)) {
            if (entry.isObject()) {
                FormComponent component = FormComponent.of(entry, depth);
                components.add(component);
                ids.add(component.id());
            }
        }
        List<FormField> fields = new ArrayList<>(components.size());
        for (FormComponent component : components) {
            for (FormField field : decode(component)) {
                // children of a suite are as a rule sent a second time, as entries of their own
                boolean sentTwice =
                        field.id() != null && !field.id().equals(component.id()) && ids.contains(field.id());
                if (!sentTwice) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static List<FormField> decode(FormComponent component) {
        Function<FormComponent, List<FormField>> many = MANY_FIELDS.get(component.kind());
        if (many != null) {
            return many.apply(component);
        }
        return component.as(ONE_VALUE
                .getOrDefault(component.kind(), FormComponent::textNode)
                .apply(component));
    }
}
