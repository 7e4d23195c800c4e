package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormDecoderTest {
    private final ObjectNode form = FormDecoder.clean(InfoJson.answer(Answers.of("detail-every-control"))
            .path("info")
            .path("apply_data")
            .path("contents"));

    @Test
    void everyControlIsWhatAPersonWouldRead() {
        List<String> lines = new ArrayList<>();
        form.properties().forEach(field -> lines.add(field.getKey() + " = " + shown(field.getValue())));

        assertThat(lines)
                .containsExactly(
                        "事由 = 看展",
                        "说明 = 第一行\n第二行",
                        "数量 = 700",
                        "金额 = 700.00",
                        "大额 = 123456789012345678.99",
                        "日期 = 2026-01-01",
                        "时刻 = 2026-01-01 08:00",
                        "东京日期 = 2026-01-01",
                        "类别 = 交通",
                        "多选 = [\"甲\",\"option-2\"]",
                        "同行人 = [\"示例一\",\"u1002\"]",
                        "部门 = [\"研发部\"]",
                        "附件 = [\"WWCISP_sample\",\"票.pdf\"]",
                        "明细 = [{\"项目\":\"车票\",\"小计\":12.5,\"谁\":[\"示例三\"]},{\"项目\":\"住宿\",\"小计\":null,\"谁\":null}]",
                        "开始时间 = 2026-01-01 08:00",
                        "结束时间 = 2026-01-01 16:00",
                        "时长 = 8",
                        "单位 = 小时",
                        "请假类型 = 病假",
                        "开始时间 (2) = 2026-01-01 00:00",
                        "结束时间 (2) = 2026-01-02 12:00",
                        "时长 (2) = 1.5",
                        "单位 (2) = 天",
                        "补卡 = 上班-未打卡",
                        "补卡 时间 = 2026-01-01 09:00",
                        "补卡 日期 = 2026-01-01",
                        "用车 开始时间 = 2026-01-01 00:00",
                        "用车 结束时间 = 2026-01-02 12:00",
                        "用车 时长 = 1.5",
                        "用车 单位 = 天",
                        "地点 = 广州塔 广东省广州市",
                        "关联 = [\"202601010001\"]",
                        "合计 = 5.0",
                        "收款账户 户名 = 示例",
                        "收款账户 账号 = 6222000000000000",
                        "收款账户 开户行 = 工商银行 某支行",
                        "电话 = +86 13800000001",
                        "新控件 = {\"hologram\":{\"depth\":3}}",
                        "隐藏有值 = x",
                        "空 = null",
                        "坏日期 = {\"date\":{\"type\":\"day\",\"s_timestamp\":\"tomorrow\"}}");
    }

    @Test
    void moneyStaysANumberOnlyWhereEveryDatabaseKeepsItExactly() {
        assertThat(form.get("金额").isNumber()).isTrue();
        assertThat(form.get("大额").isTextual()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "-, -, 2026-01-01 08:00",
                "UTC+9, -9, 2026-01-01 09:00",
                "UTC-05:00, 5, 2025-12-31 19:00",
                "UTC+5:30, -5, 2026-01-01 05:30",
                "GMT+0545, -, 2026-01-01 05:45",
                "UTC, 0, 2026-01-01 00:00",
                "Tokyo, -9, 2026-01-01 09:00",
                "-, -9, 2026-01-01 09:00",
                "-, -5.5, 2026-01-01 05:30",
                "Newfoundland, 3.5, 2025-12-31 20:30",
                "-, 1e999999999, 2026-01-01 08:00",
                "nowhere, x, 2026-01-01 08:00"
            },
            nullValues = "-")
    void aTimeIsWhatTheClockShowedToWhoeverFilledInTheForm(String zone, String hours, String shown) {
        ObjectNode info =
                JsonNodeFactory.instance.objectNode().put("zone_desc", zone).put("zone_offset", hours);
        ObjectNode control =
                JsonNodeFactory.instance.objectNode().put("control", "Date").put("id", "Date-1");
        control.putArray("title").addObject().put("text", "时间").put("lang", "zh_CN");
        control.putObject("value")
                .putObject("date")
                .put("type", "hour")
                .put("s_timestamp", "1767225600")
                .set("timezone_info", info);

        assertThat(FormDecoder.clean(JsonNodeFactory.instance.arrayNode().add(control))
                        .path("时间")
                        .asText())
                .isEqualTo(shown);
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
