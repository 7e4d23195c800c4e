package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says the same as application.properties: each key once, its variable and its default. */
class ConfigurationPageTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Z0-9_]+)(?::(.*))?}}");

    /** A row of a table of settings: key, variable, default, what is allowed, what it does. */
    private static final Pattern ROW = Pattern.compile(
            "\\| `(?<key>[^`]+)` \\|(?: (?<variable>`[^`]+`(?: or `[^`]+`)?))? \\|(?: `(?<default>[^`]+)`)? \\| [^|]+ \\| [^|]+ \\|");

    private record Setting(String variable, String defaultValue) {}

    @Test
    void thePageListsEverySettingWithItsVariableAndDefault() throws IOException {
        assertThat(ofPage()).containsExactlyInAnyOrderEntriesOf(ofFile());
    }

    private static Map<String, Setting> ofPage() throws IOException {
        Map<String, Setting> settings = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs", "configuration.md"))) {
            if (line.startsWith("| `") && line.split("(?<!\\\\)\\|").length > 4) {
                Matcher row = ROW.matcher(line);
                assertThat(row.matches()).as("a readable row: %s", line).isTrue();
                Setting before = settings.put(
                        row.group("key"),
                        new Setting(orNothing(row.group("variable")), orNothing(row.group("default"))));
                assertThat(before).as("another row for %s", row.group("key")).isNull();
            }
        }
        return settings;
    }

    private static Map<String, Setting> ofFile() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("application.properties"))) {
            file.load(reader);
        }
        Map<String, Setting> settings = new TreeMap<>();
        file.forEach((key, value) -> settings.put((String) key, setting((String) value)));
        return settings;
    }

    private static Setting setting(String value) {
        Matcher variable = VARIABLE.matcher(value);
        if (!variable.matches()) {
            return new Setting("", value);
        }
        Setting other = setting(orNothing(variable.group(2)));
        String name = "`" + variable.group(1) + "`";
        return new Setting(other.variable.isEmpty() ? name : name + " or " + other.variable, other.defaultValue);
    }

    private static String orNothing(String text) {
        return text == null ? "" : text;
    }
}
