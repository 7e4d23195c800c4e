package io.bactrian.demo;

import java.util.List;

/** Invented names of people, departments and templates, Chinese and English, a few of them hard to store. */
final class Names {
    static final String COMPANY = "双峰贸易有限公司";

    private static final List<String> SURNAMES = List.of(
            "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁",
            "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "欧阳", "司马");
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国文斌宇浩凯健俊帆雪峰宁思远佳怡子轩梓涵";
    private static final List<String> FIRST =
            List.of("Ann", "Ben", "Carla", "David", "Emma", "Felix", "Grace", "Hugo", "Iris", "Jonas", "Kate", "Leo");
    private static final List<String> LAST = List.of(
            "Brook", "Carter", "Dunn", "Ellis", "Frost", "Grant", "Hale", "Irwin", "Jansen", "Kerr", "Lund", "Moss");
    private static final List<String> AWKWARD = List.of(
            "王芳🌸",
            "Sean O'Brien \"Bob\"",
            "<b>张三</b>",
            "Robert'); DROP TABLE process_instance;--",
            "𠮷野 良介",
            "null",
            "买买提·艾合买提",
            "Zoë Ängström-" + "x".repeat(60));
    private static final List<String> DEPARTMENTS = List.of(
            "财务部", "人力资源部", "Sales", "研发中心", "采购部", "Logistics", "法务部", "市场部", "Customer Care", "行政部", "质量部", "IT");
    private static final List<String> TEAMS =
            List.of("一组", "二组", "Payables", "华东", "华南", "Projects", "综合", "North", "R&D <test>");
    private static final List<String> TEMPLATES = List.of(
            "付款申请", "请假", "出差申请", "Purchase request", "合同审批", "加班", "Expense claim", "用印申请", "入职申请", "Access request");

    private Names() {}

    static String person(Dice dice, int index) {
        if (index >= 5 && index < 5 + Math.min(AWKWARD.size(), 7)) {
            return AWKWARD.get(index - 5);
        }
        if (index > 0 && index % 97 == 0) {
            return AWKWARD.get(dice.below(AWKWARD.size()));
        }
        if (dice.oneIn(6)) {
            return dice.pick(FIRST) + " " + dice.pick(LAST);
        }
        String name = dice.pick(SURNAMES) + given(dice);
        return dice.oneIn(3) ? name : name + given(dice);
    }

    /** Names repeat below different parents, as they do in companies. */
    static String department(Dice dice, int index) {
        if (index < DEPARTMENTS.size()) {
            return DEPARTMENTS.get(index);
        }
        return dice.pick(TEAMS) + (dice.oneIn(2) ? "" : " " + index);
    }

    static String template(int index) {
        String name = TEMPLATES.get(index % TEMPLATES.size());
        return index < TEMPLATES.size() ? name : name + " " + (index / TEMPLATES.size() + 1);
    }

    private static char given(Dice dice) {
        return GIVEN.charAt(dice.below(GIVEN.length()));
    }
}
