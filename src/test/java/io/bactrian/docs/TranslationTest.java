package io.bactrian.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages in two languages say the same. */
class TranslationTest {
    @ParameterizedTest
    @ValueSource(strings = {"README", "docs/operations"})
    void bothLanguagesSayTheSame(String page) throws IOException {
        Page english = Page.read(Path.of(page + ".md"));
        Page chinese = Page.read(Path.of(page + ".zh-CN.md"));

        assertThat(Translation.differences(english, chinese)).isEmpty();
        String name = Path.of(page).getFileName().toString();
        assertThat(english.sections().get(0).links()).contains(name + ".zh-CN.md");
        assertThat(chinese.sections().get(0).links()).contains(name + ".md");
    }
}
