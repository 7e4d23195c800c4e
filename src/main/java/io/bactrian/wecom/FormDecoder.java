package io.bactrian.wecom;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.bactrian.approval.ExactNumber;
import io.bactrian.approval.FormCleaner;
import io.bactrian.approval.FormField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Decodes form values into what a person would read (WeCom API, "value by control type").
 *
 * <p>Beside the value itself WeCom sends empty lists of every other kind, so it is the control that says where to look.
 * A control that is not known, and a value that is not what its control promises, keep their JSON as text, so that no
 * field is lost to another's fault. Nothing is thrown for what a form holds.
 */
final class FormDecoder {
    /** Forms have tables at most; what lies deeper than this keeps its JSON. */
    static final int DEEPEST = 4;

    private static final Map<String, Function<JsonNode, JsonNode>> ONE_VALUE = Map.ofEntries(
            entry("Text", value -> textNode(value.get("text"))),
            entry("Textarea", value -> textNode(value.get("text"))),
            entry("Number", value -> number(value.get("new_number"))),
            entry("Money", value -> number(value.get("new_money"))),
            entry("Formula", value -> number(value.path("formula").get("value"))),
            entry("Date", FormTimes::date),
            entry("Selector", value -> choice(value.path("selector"))),
            entry("Contact", FormDecoder::contacts),
            entry("File", FormDecoder::files),
            entry("Location", value -> location(value.path("location"))),
            entry("RelatedApproval", value -> texts(value.get("related_approval"), "sp_no")),
            entry("PhoneNumber", value -> phone(value.path("phonenumber"))));

    private static final Map<String, Function<FormControl, List<FormField>>> MANY_FIELDS = Map.of(
            "DateRange", FormTimes::range,
            "Vacation", FormTimes::vacation,
            "Attendance", FormTimes::attendance,
            "PunchCorrection", FormTimes::punch,
            "BankAccount", FormDecoder::account);

    private FormDecoder() {}

    /** The form as one flat object, label to value. */
    static ObjectNode clean(JsonNode contents) {
        return FormCleaner.clean(fields(contents, 0));
    }

    private static List<FormField> fields(JsonNode contents, int depth) {
        List<FormField> fields = new ArrayList<>();
        for (JsonNode sent : InfoJson.list(contents)) {
            FormControl control = FormControl.of(sent);
            List<FormField> decoded = control.isNote() ? List.of() : decode(control, depth);
            boolean isHiddenAndEmpty = control.hidden() && decoded.stream().allMatch(field -> field.value() == null);
            if (!isHiddenAndEmpty) {
                fields.addAll(decoded);
            }
        }
        return fields;
    }

    private static List<FormField> decode(FormControl control, int depth) {
        Function<FormControl, List<FormField>> many = MANY_FIELDS.get(control.kind());
        if (many != null) {
            List<FormField> fields = many.apply(control);
            return fields.isEmpty() ? control.as(control.rest()) : fields;
        }
        if ("Table".equals(control.kind()) && depth < DEEPEST) {
            return control.as(rows(control, depth));
        }
        Function<JsonNode, JsonNode> one = ONE_VALUE.get(control.kind());
        JsonNode decoded = one == null ? null : one.apply(control.value());
        return control.as(decoded == null ? control.rest() : decoded);
    }

    /** An array of one flat object for each row. */
    private static JsonNode rows(FormControl table, int depth) {
        ArrayNode rows = InfoJson.NODES.arrayNode();
        for (JsonNode row : InfoJson.list(table.value().get("children"))) {
            List<FormField> cells = fields(row.get("list"), depth + 1);
            if (!cells.isEmpty()) {
                rows.add(FormCleaner.clean(cells));
            }
        }
        return rows.isEmpty() ? null : rows;
    }

    static JsonNode textNode(JsonNode node) {
        String text = InfoJson.text(node);
        return text == null ? null : TextNode.valueOf(text);
    }

    private static JsonNode number(JsonNode node) {
        String text = InfoJson.text(node);
        return text == null ? null : ExactNumber.orText(text);
    }

    /** What was chosen: a text, or an array where several may be. */
    static JsonNode choice(JsonNode selector) {
        ArrayNode chosen = InfoJson.NODES.arrayNode();
        for (JsonNode option : InfoJson.list(selector.get("options"))) {
            String label = InfoJson.inLanguages(option.get("value"));
            String shown = label == null ? InfoJson.text(option.get("key")) : label;
            if (shown != null) {
                chosen.add(shown);
            }
        }
        boolean several = "multi".equals(InfoJson.text(selector.get("type"))) || chosen.size() > 1;
        return chosen.isEmpty() ? null : several ? chosen : chosen.get(0);
    }

    /** Names of people and departments; an id stands in where no name is sent. */
    private static JsonNode contacts(JsonNode value) {
        ArrayNode names = InfoJson.NODES.arrayNode();
        for (JsonNode member : InfoJson.list(value.get("members"))) {
            String name = InfoJson.text(member.get("name"));
            String shown = name == null ? InfoJson.userId(member.get("userid")) : name;
            if (shown != null) {
                names.add(shown);
            }
        }
        InfoJson.list(value.get("departments"))
                .forEach(department -> addFirst(names, department, "name", "openapi_id"));
        return names.isEmpty() ? null : names;
    }

    private static JsonNode files(JsonNode value) {
        ArrayNode files = InfoJson.NODES.arrayNode();
        InfoJson.list(value.get("files")).forEach(file -> addFirst(files, file, "file_name", "file_id"));
        return files.isEmpty() ? null : files;
    }

    private static JsonNode texts(JsonNode list, String key) {
        ArrayNode texts = InfoJson.NODES.arrayNode();
        InfoJson.list(list).forEach(entry -> addFirst(texts, entry, key));
        return texts.isEmpty() ? null : texts;
    }

    private static void addFirst(ArrayNode texts, JsonNode entry, String... keys) {
        for (String key : keys) {
            String text = InfoJson.text(entry.get(key));
            if (text != null) {
                texts.add(text);
                return;
            }
        }
    }

    private static JsonNode location(JsonNode place) {
        return joined(" ", place.get("title"), place.get("address"));
    }

    private static JsonNode phone(JsonNode number) {
        return joined(" ", number.get("area"), number.get("number"));
    }

    private static JsonNode joined(String between, JsonNode... nodes) {
        List<String> parts = new ArrayList<>();
        for (JsonNode node : nodes) {
            String text = InfoJson.text(node);
            if (text != null) {
                parts.add(text);
            }
        }
        return parts.isEmpty() ? null : TextNode.valueOf(String.join(between, parts));
    }

    /** Whose it is, its number, and the bank. */
    private static List<FormField> account(FormControl control) {
        JsonNode account = control.value().path("bank_account");
        if (!account.isObject() || account.isEmpty()) {
            return List.of();
        }
        JsonNode bank = account.path("bank");
        return List.of(
                control.part("户名", textNode(account.get("account_name"))),
                control.part("账号", textNode(account.get("account_number"))),
                control.part("开户行", joined(" ", bank.get("bank_alias"), bank.get("bank_branch_name"))));
    }
}
