package io.bactrian.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** What is the same for the same words, and for no others. */
final class Hashes {
    private Hashes() {}

    /** The hash of what a receiver sees. */
    static String ofWords(Message message) {
        return of(String.join(
                "\u0000",
                message.type().code(),
                Objects.toString(message.title(), ""),
                message.content(),
                Objects.toString(message.url(), ""),
                Objects.toString(message.button(), "")));
    }

    /** 64 letters and digits. */
    static String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java without SHA-256", e);
        }
    }
}
