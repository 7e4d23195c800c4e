package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class FormDecoderRangesTest {
    @Test
    void decodesALeaveByItsLabels() {
        assertThat(Answers.recorded("detail-leave").formCleaned().toString())
                .isEqualTo("{\"开始时间\":\"2026-01-05 上午\",\"结束时间\":\"2026-01-05 下午\",\"时长\":1,\"单位\":\"day\","
                        + "\"请假类型\":\"年假\",\"请假事由\":\"Family 👪\"}");
    }

    @Test
    void decodesALeaveWithALabelForEachPart() {
        assertThat(holiday(
                        "[\"From\",\"To\",\"Days\",\"Unit\",\"Kind\"]",
                        "[\"a\",\"b\",\"0.5\",\"day\",\"年假\",\"请假类型\"]"))
                .isEqualTo("{\"From\":\"a\",\"To\":\"b\",\"Days\":0.5,\"Unit\":\"day\",\"Kind\":\"年假\"}");
    }

    @Test
    void takesTheLabelOfTheTypeFromTheSixthValue() {
        assertThat(holiday("[\"From\",\"To\"]", "[\"a\",\"b\",1,\"day\",\"Sick\",\"Leave type\"]"))
                .endsWith("\"Leave type\":\"Sick\"}");
    }

    @Test
    void keepsTheKeysOfAnEmptyLeave() {
        assertThat(holiday("[\"From\",\"To\"]", "null"))
                .isEqualTo("{\"From\":null,\"To\":null,\"时长\":null,\"单位\":null,\"请假类型\":null}");
    }

    @Test
    void putsTheDurationUnderTheThirdLabel() {
        assertThat(range("[\"From\",\"To\",\"Days\"]", "[\"2026-01-05\",\"2026-01-07\",\"2.5\"]"))
                .isEqualTo("{\"From\":\"2026-01-05\",\"To\":\"2026-01-07\",\"Days\":2.5}");
    }

    @Test
    void namesADurationWithoutLabelAfterTheFirstLabel() {
        assertThat(range("[\"From\",\"To\"]", "[\"2026-01-05\",\"2026-01-07\",3]"))
                .isEqualTo("{\"From\":\"2026-01-05\",\"To\":\"2026-01-07\",\"From 时长\":3}");
    }

    @Test
    void keepsTheKeyOfAnEndThatIsMissing() {
        assertThat(range("[\"From\",\"To\"]", "[\"2026-01-05\",null]"))
                .isEqualTo("{\"From\":\"2026-01-05\",\"To\":null}");
    }

    @Test
    void keepsTheKeysOfAnEmptyRange() {
        assertThat(range("[\"From\",\"To\"]", "null")).isEqualTo("{\"From\":null,\"To\":null}");
    }

    @Test
    void keepsARangeWithAPlainLabelAsOneArray() {
        assertThat(range("Trip", "[\"2026-01-05\",\"2026-01-07\"]"))
                .isEqualTo("{\"Trip\":[\"2026-01-05\",\"2026-01-07\"]}");
    }

    @Test
    void keepsBothRangesOfAForm() {
        ObjectNode one = Answers.component("DDDateRangeField", "[\"From\",\"To\"]", "[\"1\",\"2\"]");
        ObjectNode other = one.deepCopy().put("id", "DDDateRangeField_2");

        assertThat(Answers.clean(one, other).toString())
                .isEqualTo("{\"From\":\"1\",\"To\":\"2\",\"From (2)\":\"1\",\"To (2)\":\"2\"}");
    }

    private static String range(String labels, String value) {
        return Answers.clean(Answers.component("DDDateRangeField", labels, value))
                .toString();
    }

    private static String holiday(String labels, String value) {
        return Answers.clean(Answers.component("DDHolidayField", labels, value)).toString();
    }
}
