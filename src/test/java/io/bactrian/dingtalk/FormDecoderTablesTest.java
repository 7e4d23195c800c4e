package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class FormDecoderTablesTest {
    private static final String CHILD =
            "{\"id\":\"NumberField_9\",\"componentType\":\"NumberField\",\"name\":\"Days\",\"value\":\"2\"}";

    @Test
    void readsATableOfColumnDefinitionsAsEmpty() {
        assertThat(table(
                        "[{\"componentName\":\"TextField\",\"componentType\":\"TextField\",\"props\":{\"id\":\"a\"}}]"))
                .isEqualTo("{\"Lines\":null}");
    }

    @Test
    void skipsAnEntryThatIsNoRow() {
        assertThat(table("[{\"componentName\":\"TextField\",\"props\":{}},{\"rowValue\":[" + CHILD + "]}]"))
                .isEqualTo("{\"Lines\":[{\"Days\":2}]}");
    }

    @Test
    void keepsTheTextOfWhatIsNoTable() {
        assertThat(table("[1,2]")).isEqualTo("{\"Lines\":\"[1,2]\"}");
    }

    @Test
    void decodesCellsThatAreTextAgain() {
        assertThat(table("[{\"rowValue\":\"[" + CHILD.replace("\"", "\\\"") + "]\"}]"))
                .isEqualTo("{\"Lines\":[{\"Days\":2}]}");
    }

    @Test
    void keepsColumnsOfTheSameLabelApart() {
        assertThat(table("[{\"rowValue\":[" + CHILD + "," + CHILD + "]}]"))
                .isEqualTo("{\"Lines\":[{\"Days\":2,\"Days (2)\":2}]}");
    }

    @Test
    void stopsAtABoundedDepth() {
        String value = "\"end\"";
        for (int depth = 0; depth < 200; depth++) {
            value = "[{\"rowValue\":[{\"componentType\":\"TableField\",\"label\":\"Inner\",\"value\":" + value + "}]}]";
        }

        assertThat(table(value)).startsWith("{\"Lines\":[{\"Inner\":[{\"Inner\":[{\"Inner\":[{\"Inner\":\"[{");
    }

    @Test
    void skipsASuiteThatHoldsNothing() {
        assertThat(Answers.clean(suite(null), suite("null"), suite("[]"), suite("[{\"props\":{}}]")))
                .isEmpty();
    }

    @Test
    void decodesChildrenThatASuiteHolds() {
        assertThat(Answers.clean(suite("[" + CHILD + "]")).toString()).isEqualTo("{\"Days\":2}");
    }

    @Test
    void takesAChildWithAnEntryOfItsOwnFromThere() {
        ObjectNode own = (ObjectNode) Answers.json(CHILD.replace("\"2\"", "\"3\""));

        assertThat(Answers.clean(suite("[" + CHILD + "]"), own).toString()).isEqualTo("{\"Days\":3}");
    }

    @Test
    void keepsTheValueThatASuiteCarriesItself() {
        assertThat(Answers.clean(suite("annual leave")).toString()).isEqualTo("{\"Suite\":\"annual leave\"}");
    }

    private static String table(String value) {
        return Answers.clean(Answers.component("TableField", "Lines", value)).toString();
    }

    private static ObjectNode suite(String value) {
        return Answers.component("DDBizSuite", "Suite", value);
    }
}
