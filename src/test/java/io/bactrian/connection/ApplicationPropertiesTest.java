package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The operator's file is the list of settings: each has a comment, a default, and a variable that the comment names. */
class ApplicationPropertiesTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Z0-9_]+)");

    @Test
    void everySettingStandsBelowACommentThatNamesItsVariable() throws Exception {
        List<String> block = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("application.properties"))) {
            if (line.startsWith("#")) {
                block.add(line);
            } else if (line.isBlank()) {
                block.clear();
            } else {
                assertThat(block).as("comment above %s", line).isNotEmpty();
                Matcher variable = VARIABLE.matcher(line);
                if (variable.find()) {
                    assertThat(String.join(" ", block)).as(line).contains(variable.group(1));
                }
            }
        }
    }

    @Test
    void everyDurationAndNumberAmongTheDefaultsIsValid() {
        Properties defaults = SettingSource.read(Path.of("nowhere"), Map.of());
        Settings settings = new Settings(defaults::getProperty);

        assertThat(settings.zone()).hasToString("Asia/Shanghai");
        for (String key : List.of("call.timeout", "call.retry-delay", "call.ban-pause", "approval.batch-wait")) {
            assertThat(settings.duration(key)).as(key).isPositive();
        }
    }
}
