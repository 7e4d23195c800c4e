package io.bactrian.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class FormDecoderListsTest {
    @Test
    void takesTheLabelOfAnOptionWithoutText() {
        assertThat(decoded("DDSelectField", "null", "{\"label\":\"Travel\",\"key\":\"option_0\"}"))
                .isEqualTo("\"Travel\"");
    }

    @Test
    void takesTheLabelsOfOptionsWithoutText() {
        assertThat(decoded("DDMultiSelectField", "", "[{\"label\":\"A\",\"key\":\"option_1\"}]"))
                .isEqualTo("[\"A\"]");
    }

    @Test
    void takesPlainTextAsAListOfOne() {
        assertThat(decoded("DDMultiSelectField", "A", null)).isEqualTo("[\"A\"]");
        assertThat(decoded("InnerContactField", "王伟", null)).isEqualTo("[\"王伟\"]");
        assertThat(decoded("DDPhotoField", "https://x/1.jpg", null)).isEqualTo("[\"https://x/1.jpg\"]");
    }

    @Test
    void showsTheIdOfAPersonWhoseNameAloneIsMissing() {
        assertThat(decoded("InnerContactField", "王伟", "[{\"emplId\":\"041\",\"name\":\"王伟\"},{\"emplId\":\"042\"}]"))
                .isEqualTo("[\"王伟\",\"042\"]");
    }

    @Test
    void prefersTheValueToIdsWhereNoNameIsSent() {
        assertThat(decoded("InnerContactField", "[\"王伟\"]", "[{\"emplId\":\"041\"}]"))
                .isEqualTo("[\"王伟\"]");
        assertThat(decoded("InnerContactField", "null", "[{\"emplId\":\"041\"}]"))
                .isEqualTo("[\"041\"]");
    }

    @Test
    void namesDepartmentsInEitherShape() {
        assertThat(decoded(
                        "DepartmentField", "A,B", "[{\"id\":\"1\",\"deptName\":\"A\"},{\"id\":\"2\",\"name\":\"B\"}]"))
                .isEqualTo("[\"A\",\"B\"]");
        assertThat(decoded("DepartmentField", "Payables", null)).isEqualTo("[\"Payables\"]");
    }

    @Test
    void fallsBackToTheEntriesOfARelation() {
        assertThat(decoded("RelateField", "[\"k7Hq\",\"5c1e\"]", null)).isEqualTo("[\"k7Hq\",\"5c1e\"]");
        assertThat(decoded("RelateField", "[\"A title\"]", "{\"list\":[{\"businessId\":\"2026\"}]}"))
                .isEqualTo("[\"A title\"]");
    }

    private static String decoded(String kind, String value, String details) {
        ObjectNode component = Answers.component(kind, "Label", value).put("extValue", details);
        return Answers.clean(component).get("Label").toString();
    }
}
