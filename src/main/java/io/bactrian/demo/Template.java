package io.bactrian.demo;

import java.util.List;
import java.util.Locale;

/**
 * An approval template and its form.
 *
 * @param processCode its id, {@code PROC-...}
 * @param name not unique over time, but here it is
 * @param form components in the order of the form
 */
public record Template(String processCode, String name, List<Component> form) {
    /**
     * One component of a form.
     *
     * @param id stable id
     * @param label what people read; for ranges a JSON array of labels; labels repeat
     * @param type component type on the wire
     */
    public record Component(String id, String label, String type) {}

    static List<Component> form(int kind, Dice dice) {
        return switch (kind % 4) {
            case 0 ->
                List.of(
                        of("TextField", "项目", dice),
                        of("DDSelectField", "Type", dice),
                        of("MoneyField", "Amount", dice),
                        of("MoneyField", "Amount", dice),
                        of("TableField", "明细", dice),
                        of("TableField", "Empty lines", dice),
                        of("DDAttachment", "附件", dice),
                        of("RelateField", "关联审批单", dice),
                        of("DepartmentField", "成本中心", dice),
                        of("TextareaField", "备注", dice));
            case 1 ->
                List.of(
                        new Component("DDBizSuite-leave", "请假套件", "DDBizSuite"),
                        new Component("DDHolidayField-" + id(dice), "[\"开始时间\",\"结束时间\"]", "DDHolidayField"),
                        of("TextareaField", "请假事由", dice),
                        of("DDPhotoField", "图片", dice),
                        of("InnerContactField", "工作交接人", dice),
                        of("TextNote", "请提前一天提交", dice));
            case 2 ->
                List.of(
                        of("TextareaField", "出差事由", dice),
                        new Component("DDDateRangeField-" + id(dice), "[\"开始时间\",\"结束时间\"]", "DDDateRangeField"),
                        of("DDMultiSelectField", "交通工具", dice),
                        of("InnerContactField", "同行人", dice),
                        of("TableField", "行程", dice),
                        of("AddressField", "目的地", dice),
                        of("DDDateField", "出发日期", dice));
            default ->
                List.of(
                        of("TextField", "名称", dice),
                        of("NumberField", "数量", dice),
                        of("CalculateField", "合计", dice),
                        of("PhoneField", "电话", dice),
                        of("IdCardField", "身份证", dice),
                        of("DDDateField", "Date", dice),
                        of("StarRatingField", "评分", dice),
                        of("TimeAndLocationField", "签到", dice),
                        of("SignatureField", "手写签名", dice),
                        of("FormRelateField", "关联表单", dice),
                        of("HologramField", "Unknown kind", dice),
                        of("TextareaField", "说明 <b>SQL</b> '--", dice));
        };
    }

    private static Component of(String type, String label, Dice dice) {
        return new Component(type + "-" + id(dice), label, type);
    }

    private static String id(Dice dice) {
        return dice.hex(8).toUpperCase(Locale.ROOT);
    }
}
