package io.bactrian.wecom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers of WeCom that lie beside the tests. */
final class Answers {
    private Answers() {}

    static String of(String file) {
        try (InputStream in = Answers.class.getResourceAsStream("/wecom/" + file + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
