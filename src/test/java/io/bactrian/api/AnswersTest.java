package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What callers are answered. */
class AnswersTest {
    @Test
    void rareCharactersAreWrittenAsTheyAre() {
        byte[] answer = Answers.json(0, "ok", Map.of("name", "𠮷野 👍"));

        assertThat(new String(answer, StandardCharsets.UTF_8))
                .isEqualTo("{\"code\":0,\"message\":\"ok\",\"data\":{\"name\":\"𠮷野 👍\"}}");
    }
}
