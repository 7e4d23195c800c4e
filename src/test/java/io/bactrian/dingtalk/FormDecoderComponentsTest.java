package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormDecoderComponentsTest {
    private final ObjectNode form = Answers.recorded("detail-every-component").formCleaned();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Project|\"P-2026-014\"",
                "Reason|\"Line one\\nline two 🐫\"",
                "Phone|\"13900000000\"",
                "Id card|\"110101199003070011\"",
                "Count|6786",
                "Amount|120.50",
                "Total|-0.5",
                "Stars|4",
                "Type|\"出差\"",
                "Cities|[\"北京\",\"上海\"]",
                "Due|\"2026-01-05 07:30\"",
                "开始时间|\"2026-01-05\"",
                "结束时间|\"2026-01-07\"",
                "开始时间 时长|3",
                "Photos|[\"https://static.dingtalk.com/media/l_1.jpg\",\"https://static.dingtalk.com/media/l_2.jpg\"]",
                "Files|[\"a.xlsx\"]",
                "Companions|[\"王伟\",\"Zhao Min\"]",
                "Cost centre|[\"Payables\"]",
                "Earlier|[\"k7Hq1Zp3T9i0bXvY2LmN4A05531767575537\"]",
                "Contract|\"[\\\"HT-2026-1\\\"]\"",
                "Place|\"[\\\"浙江省\\\",\\\"杭州市\\\",\\\"余杭区\\\"]\"",
                "Punch|\"{\\\"time\\\":\\\"2026-01-05 09:00\\\",\\\"address\\\":\\\"HQ\\\"}\"",
                "Signature|\"https://static.dingtalk.com/media/s.png\"",
                "Hologram|\"{\\\"x\\\":1}\"",
            })
    void decodes(String label, String expected) {
        assertThat(form.path(label).toString()).isEqualTo(expected);
    }

    @Test
    void decodesRowsOfATableByTheSameRules() {
        assertThat(form.get("Lines").toString())
                .isEqualTo("[{\"Item\":\"Hotel\",\"Amount\":120.50,\"Who\":[\"王伟\"],"
                        + "\"Receipt\":[\"https://static.dingtalk.com/media/r1.jpg\"],\"Kind\":\"Stay\",\"Nights\":null},"
                        + "{\"Item\":\"Train\",\"Amount\":55}]");
    }

    @Test
    void leavesOutNotesAndContainers() {
        assertThat(form.has("Please read the rules")).isFalse();
        assertThat(form.has("Suite")).isFalse();
        assertThat(form).hasSize(25);
    }

    @Test
    void takesTheKindFromTheIdWhereNoneIsSent() {
        ObjectNode amount = Answers.component("MoneyField", "Amount", "120.50").without("componentType");

        assertThat(Answers.clean(amount).toString()).isEqualTo("{\"Amount\":120.50}");
    }
}
