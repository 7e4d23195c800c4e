package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormDecoderBrokenFieldsTest {
    private final ObjectNode form = Answers.recorded("detail-broken-fields").formCleaned();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Lines|[{\"rowValue\":[{\"compo",
                "Files|[{\"fileName\":\"a.x",
                "Cities|[\"A\",",
                "From|[\"2026-01-05\"",
                "Earlier|{\"list\":",
                "Amount|about 12",
            })
    void keepsItsText(String label, String text) {
        assertThat(form.path(label).textValue()).isEqualTo(text);
    }

    @Test
    void losesNoOtherField() {
        assertThat(form.get("Before").textValue()).isEqualTo("safe");
        assertThat(form.get("After").textValue()).isEqualTo("safe");
        assertThat(form.get("To").isNull()).isTrue();
        assertThat(form).hasSize(10);
    }

    @Test
    void skipsEntriesThatAreNoComponents() {
        assertThat(FormDecoder.clean(Answers.json("[null,7,[],{\"name\":\"Note\",\"value\":\"x\"}]"))
                        .toString())
                .isEqualTo("{\"Note\":\"x\"}");
    }

    @Test
    void ignoresBrokenDetails() {
        ObjectNode contact = Answers.component("InnerContactField", "Who", "王伟").put("extValue", "[{\"emplId\":");

        assertThat(Answers.clean(contact).toString()).isEqualTo("{\"Who\":[\"王伟\"]}");
    }
}
