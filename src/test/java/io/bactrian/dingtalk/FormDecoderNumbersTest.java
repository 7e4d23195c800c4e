package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormDecoderNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "6786",
                "-12",
                "0.10",
                "-0.5",
                "120.50",
                "999999999999999999",
                "1234567890123.45",
                "100000000000"
            })
    void becomesANumberToTheLastDigit(String text) {
        JsonNode number = decoded(text);

        assertThat(number.isNumber()).isTrue();
        assertThat(number.decimalValue()).isEqualTo(new BigDecimal(text));
        assertThat(number.toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "00",
                "-01",
                "00.5",
                "1,234.50",
                "12 元",
                "1e5",
                "1E999999999",
                "+5",
                ".5",
                "5.",
                "-",
                ".",
                "0x1F",
                "NaN",
                "1.2.3",
                "１２"
            })
    void keepsTheTextOfWhatIsNoPlainNumber(String text) {
        assertThat(decoded(text).textValue()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6222021234567890123", "123456789012345678901234567890", "12345678901234.56"})
    void keepsTheTextOfWhatADatabaseWouldRound(String text) {
        assertThat(decoded(text).textValue()).isEqualTo(text);
    }

    private static JsonNode decoded(String text) {
        return Answers.clean(Answers.component("NumberField", "Count", text)).get("Count");
    }
}
