package io.bactrian.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes the form of one approval, each component type in the shape the platform gives it. */
final class FormWriter {
    static final List<String> TEXTS = List.of(
            "P-2026-014",
            "🚀 Q3 预算 👩‍👩‍👧",
            "He said \"no\" and 'yes' \\ maybe",
            "<b>bold</b> & <script>alert(1)</script>",
            "Robert'); DROP TABLE process_instance;--",
            "第一行\n第二行\tTab",
            "  spaces  ",
            "0012",
            "𠮷野家 𝒳",
            "100%_ok ? :name #{body}",
            "普通文字");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Fate fate;
    private final Roster roster;
    private final Dice dice;
    private final ArrayNode fields;

    FormWriter(Fate fate, Roster roster, Dice dice, ObjectNode detail) {
        this.fate = fate;
        this.roster = roster;
        this.dice = dice;
        this.fields = detail.putArray("formComponentValues");
    }

    void write(List<Template.Component> form, String relatedId) {
        for (Template.Component component : form) {
            ObjectNode field = fields.addObject()
                    .put("id", component.id())
                    .put("name", component.label())
                    .put("componentType", component.type())
                    .put("bizAlias", component.type().equals("DDHolidayField") ? "leave" : "");
            if (component.label().equals("Empty lines")) {
                emptyTable(field);
            } else if (dice.oneIn(8)) {
                empty(field);
            } else {
                value(field, component.type(), relatedId);
            }
        }
    }

    private void value(ObjectNode field, String type, String relatedId) {
        switch (type) {
            case "TextField" -> field.put("value", dice.pick(TEXTS));
            case "TextareaField" ->
                field.put("value", fate.index() % 1000 == 77 ? "长".repeat(30_000) : dice.pick(TEXTS));
            case "PhoneField" -> field.put("value", "139" + dice.digits(8));
            case "IdCardField" -> field.put("value", dice.digits(17) + "X");
            case "NumberField" -> field.put("value", Integer.toString(dice.below(10_000)));
            case "MoneyField", "CalculateField" -> field.put("value", money());
            case "StarRatingField" -> field.put("value", Integer.toString(dice.between(1, 5)));
            case "DDSelectField" -> select(field);
            case "DDMultiSelectField" ->
                field.put("value", JSON.arrayNode().add("飞机").add("Train").toString())
                        .put(
                                "extValue",
                                "[{\"label\":\"飞机\",\"key\":\"option_0\"},{\"label\":\"Train\",\"key\":\"option_1\"}]");
            case "DDDateField" ->
                field.put(
                        "value", dice.oneIn(2) ? BeijingTime.day(fate.created()) : BeijingTime.minute(fate.created()));
            case "DDDateRangeField" -> range(field);
            case "DDHolidayField" -> holiday(field);
            case "DDPhotoField" -> field.put("value", photos().toString());
            case "DDAttachment" -> attachments(field);
            case "InnerContactField" -> contacts(field);
            case "DepartmentField" -> department(field);
            case "RelateField" -> related(field, relatedId);
            case "TableField" -> table(field);
            case "AddressField" -> field.put("value", "浙江省,杭州市,西湖区");
            case "TimeAndLocationField" ->
                field.put("value", "[\"" + BeijingTime.minute(fate.created()) + "\",\"杭州\"]");
            case "SignatureField" -> field.put("value", "https://static.dingtalk.com/media/" + dice.hex(8) + ".png");
            case "FormRelateField" -> field.put("value", "[\"客户 A\"]").put("extValue", "{\"list\":[{\"id\":\"1\"}]}");
            case "HologramField" -> field.put("value", "{\"depth\":" + dice.below(9) + "}");
            default -> {
                // DDBizSuite and TextNote carry no value
            }
        }
    }

    /** Nothing entered: the platform has four ways to say so. */
    private void empty(ObjectNode field) {
        switch (dice.below(4)) {
            case 0 -> field.put("value", "null");
            case 1 -> field.put("value", "");
            case 2 -> field.put("value", "[]");
            default -> field.remove("value");
        }
    }

    /** An empty table shows its column definitions instead of rows. */
    private void emptyTable(ObjectNode field) {
        ArrayNode columns = JSON.arrayNode();
        ObjectNode column = columns.addObject();
        column.put("componentName", "TextField").put("componentType", "TextField");
        column.putObject("props").put("id", "TextField_C1").put("label", "Item").put("required", true);
        field.put("value", columns.toString());
    }

    private void select(ObjectNode field) {
        field.put("value", "出差").put("extValue", "{\"label\":\"出差\",\"key\":\"option_0\"}");
    }

    private void range(ObjectNode field) {
        ArrayNode range = JSON.arrayNode()
                .add(BeijingTime.day(fate.created()))
                .add(BeijingTime.day(fate.created() + 172_800_000L));
        if (fate.index() / 4 % 2 == 0) {
            range.add("3");
        }
        field.put("value", range.toString());
    }

    private void holiday(ObjectNode field) {
        String start = BeijingTime.day(fate.created());
        boolean half = dice.oneIn(2);
        ArrayNode holiday = JSON.arrayNode()
                .add(half ? start + " 上午" : start)
                .add(half ? start + " 下午" : start)
                .add(1)
                .add("day")
                .add("年假")
                .add("请假类型");
        field.put("value", holiday.toString())
                .put("extValue", "{\"durationInDay\":1,\"durationInHour\":8,\"pushTag\":\"请假\",\"unit\":\"DAY\"}");
    }

    private ArrayNode photos() {
        return JSON.arrayNode().add("https://static.dingtalk.com/media/l" + dice.hex(12) + "_640_480.jpg");
    }

    private void attachments(ObjectNode field) {
        ArrayNode files = JSON.arrayNode();
        files.addObject()
                .put("spaceId", "2244668800")
                .put("fileName", "报价 'final' 📎.xlsx")
                .put("fileSize", dice.between(0, 4_028_863))
                .put("fileType", "xlsx")
                .put("fileId", dice.digits(11));
        field.put("value", files.toString());
    }

    /** The value holds names; only the extension holds the ids. */
    private void contacts(ObjectNode field) {
        ArrayNode names = JSON.arrayNode();
        ArrayNode details = JSON.arrayNode();
        for (int i = dice.between(1, 2); i > 0; i--) {
            Person person = roster.member(dice);
            names.add(person.name());
            details.addObject()
                    .put("emplId", person.userid())
                    .put("name", person.name())
                    .put("avatar", "")
                    .put("selectDeptName", "")
                    .put("selectDeptId", "");
        }
        field.put("value", names.toString()).put("extValue", details.toString());
    }

    private void department(ObjectNode field) {
        Department department = dice.pick(roster.departments());
        ObjectNode ext =
                JSON.objectNode().put("itemId", Long.toString(department.id())).put("name", department.name());
        field.put("value", department.name())
                .put(
                        "extValue",
                        dice.oneIn(2)
                                ? ext.toString()
                                : JSON.arrayNode().add(ext).toString());
    }

    private void related(ObjectNode field, String relatedId) {
        ObjectNode ext = JSON.objectNode();
        ext.putArray("list")
                .addObject()
                .put("businessId", BeijingTime.businessId(fate.created()) + "0001")
                .put("procInstId", relatedId);
        String shown = dice.oneIn(2) ? "李四提交的付款申请" : relatedId;
        field.put("value", JSON.arrayNode().add(shown).toString()).put("extValue", ext.toString());
    }

    private void table(ObjectNode field) {
        ArrayNode rows = JSON.arrayNode();
        for (int i = dice.between(1, 4); i > 0; i--) {
            ObjectNode row = rows.addObject();
            ArrayNode cells = row.putArray("rowValue");
            cell(cells, "TextField", "Item", dice.pick(TEXTS));
            if (!dice.oneIn(4)) {
                cell(cells, "MoneyField", "Amount", money());
            }
            cell(cells, "DDPhotoField", "Photo", photos().toString());
            ObjectNode type = cell(cells, "DDSelectField", "Type", "Travel");
            type.putObject("extendValue").put("label", "Travel").put("key", "option_0");
            row.put("rowNumber", field.path("id").asText() + "_" + dice.hex(4));
        }
        field.put("value", rows.toString()).put("extValue", "{\"statValue\":[],\"componentName\":\"TableField\"}");
    }

    private ObjectNode cell(ArrayNode cells, String type, String label, String value) {
        return cells.addObject()
                .put("componentType", type)
                .put("label", label)
                .put("value", value)
                .put("key", type + "_" + label);
    }

    private String money() {
        return dice.below(100_000) + "." + dice.between(10, 99);
    }
}
