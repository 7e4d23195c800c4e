package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class FormDecoderEmptyValuesTest {
    @Test
    void readsEveryWayOfWritingNothingAsNullForEveryKind() {
        ObjectNode form = Answers.recorded("detail-empty-values").formCleaned();

        assertThat(form).hasSize(14 * 4 + 3).allMatch(value -> value.isNull());
    }

    @Test
    void readsAMissingFormAsEmpty() {
        assertThat(FormDecoder.clean(null)).isEmpty();
        assertThat(FormDecoder.clean(Answers.json("null"))).isEmpty();
        assertThat(FormDecoder.clean(Answers.json("\"no form\""))).isEmpty();
    }
}
