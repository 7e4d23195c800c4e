package io.bactrian.message;

import java.nio.charset.StandardCharsets;

/** Lengths as platforms count them. */
public final class Utf8 {
    private Utf8() {}

    /** Bytes of a text in UTF-8; 0 of none. */
    public static int length(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
