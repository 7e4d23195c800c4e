package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormCleanerTest {
    @Test
    void keepsTheOrderOfTheForm() {
        assertThat(clean(field("b", "Zeta", "1"), field("a", "Alpha", "2")))
                .isEqualTo("{\"Zeta\":\"1\",\"Alpha\":\"2\"}");
    }

    @Test
    void numbersLabelsThatRepeat() {
        assertThat(clean(field("a", "Amount", "1"), field("b", "Amount", "2"), field("c", "Amount", "3")))
                .isEqualTo("{\"Amount\":\"1\",\"Amount (2)\":\"2\",\"Amount (3)\":\"3\"}");
    }

    @Test
    void neverOverwritesALabelThatLooksNumberedAlready() {
        assertThat(clean(field("a", "Amount (2)", "1"), field("b", "Amount", "2"), field("c", "Amount", "3")))
                .isEqualTo("{\"Amount (2)\":\"1\",\"Amount\":\"2\",\"Amount (3)\":\"3\"}");
    }

    @Test
    void callsAFieldWithoutLabelByItsId() {
        assertThat(clean(field("TextField_1", " ", "1"), field("TextField_2", null, "2")))
                .isEqualTo("{\"TextField_1\":\"1\",\"TextField_2\":\"2\"}");
    }

    @Test
    void keepsAFieldWithNeitherLabelNorId() {
        assertThat(clean(field(null, null, "1"), field(null, null, "2"))).isEqualTo("{\"?\":\"1\",\"? (2)\":\"2\"}");
    }

    @Test
    void writesAnEmptyValueAsNull() {
        assertThat(clean(new FormField("a", "Note", null))).isEqualTo("{\"Note\":null}");
    }

    private static FormField field(String id, String label, String value) {
        return new FormField(id, label, TextNode.valueOf(value));
    }

    private static String clean(FormField... fields) {
        return FormCleaner.clean(List.of(fields)).toString();
    }
}
