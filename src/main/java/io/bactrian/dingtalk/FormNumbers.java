package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.approval.ExactNumber;

/** Decodes components that hold one number. */
final class FormNumbers {
    private FormNumbers() {}

    static JsonNode number(FormComponent component) {
        String text = component.text();
        return text == null ? null : ExactNumber.orText(text);
    }
}
