package io.bactrian.approval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;

/** Numbers of forms, and only those that stay what they are when they are written as JSON numbers. */
public final class ExactNumber {
    /** MySQL's JSON columns keep whole numbers of 64 bits, and other numbers as a double. */
    private static final int WHOLE_DIGITS = 18;

    private static final int DOUBLE_DIGITS = 15;

    private ExactNumber() {}

    /** A number if the text is one in plain notation, without leading zeros, that every database keeps exactly. */
    public static JsonNode orText(String text) {
        String stripped = text.strip();
        if (!isPlain(stripped)) {
            return TextNode.valueOf(text);
        }
        BigDecimal number = new BigDecimal(stripped);
        int digits = number.scale() == 0 ? WHOLE_DIGITS : DOUBLE_DIGITS;
        return number.precision() <= digits ? DecimalNode.valueOf(number) : TextNode.valueOf(text);
    }

    private static boolean isPlain(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        int wholeEnd = point < 0 ? text.length() : point;
        boolean leadingZero = wholeEnd - start > 1 && text.charAt(start) == '0';
        return !leadingZero
                && isDigits(text, start, wholeEnd)
                && (point < 0 || isDigits(text, point + 1, text.length()));
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
