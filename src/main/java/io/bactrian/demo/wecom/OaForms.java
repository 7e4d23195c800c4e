package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.demo.Department;
import io.bactrian.demo.Person;

/** Forms as WeCom sends them: with empty lists beside each value, and what is awkward about them. */
final class OaForms {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] EMPTY = {"tips", "members", "departments", "files", "children", "stat_field"};

    private OaForms() {}

    /** A form of that template; {@code n} makes it another one each time, a person and her department stand in it. */
    static ArrayNode of(int template, int n, long time, Person other, Department department) {
        ArrayNode contents = JSON.arrayNode();
        switch (template) {
            case 0 -> {
                text(contents, "事由", "expense " + n);
                control(contents, "Money", "金额").put("new_money", n + ".50");
                date(contents, time, n % 2 == 0);
                table(contents, n);
            }
            case 1 -> {
                vacation(contents, time);
                ObjectNode members = control(contents, "Contact", "工作交接人");
                members.withArray("members")
                        .addObject()
                        .put("userid", WeComPeople.userId(other.userid()))
                        .put("name", other.name());
                ObjectNode departments = control(contents, "Contact", "交接部门");
                departments
                        .withArray("departments")
                        .addObject()
                        .put("openapi_id", Long.toString(department.id()))
                        .put("name", department.name());
                control(contents, "Hologram", "新控件").putObject("hologram").put("depth", n);
            }
            default -> {
                text(contents, "文件名称", "contract " + n);
                control(contents, "File", "附件").withArray("files").addObject().put("file_id", "WWCISP_" + n);
            }
        }
        return contents;
    }

    private static ObjectNode control(ArrayNode contents, String kind, String title) {
        ObjectNode control =
                contents.addObject().put("control", kind).put("id", kind + "-17000000000" + contents.size());
        control.putArray("title").addObject().put("text", title).put("lang", "zh_CN");
        ObjectNode value = control.putObject("value");
        for (String field : EMPTY) {
            value.putArray(field);
        }
        return value;
    }

    private static void text(ArrayNode contents, String title, String text) {
        control(contents, "Text", title).put("text", text);
    }

    /** The detail's own example leaves out the object around it. */
    private static void date(ArrayNode contents, long time, boolean wrapped) {
        ObjectNode value = control(contents, "Date", "日期");
        (wrapped ? value.putObject("date") : value).put("type", "day").put("s_timestamp", Long.toString(time));
    }

    private static void table(ArrayNode contents, int rows) {
        ArrayNode children = control(contents, "Table", "明细").withArray("children");
        for (int row = 0; row < rows % 3; row++) {
            ArrayNode cells = children.addObject().putArray("list");
            text(cells, "项目", "item " + row);
            control(cells, "Number", "数量").put("new_number", Integer.toString(row));
        }
    }

    private static void vacation(ArrayNode contents, long time) {
        ObjectNode vacation = control(contents, "Vacation", "请假类型").putObject("vacation");
        ObjectNode selector = vacation.putObject("selector").put("type", "single");
        ObjectNode option = selector.putArray("options").addObject().put("key", "3");
        option.putArray("value").addObject().put("text", "病假").put("lang", "zh_CN");
        vacation.putObject("attendance")
                .put("type", 1)
                .putObject("date_range")
                .put("type", "hour")
                .put("new_begin", time)
                .put("new_end", time + 28_800)
                .put("new_duration", 28_800);
    }
}
