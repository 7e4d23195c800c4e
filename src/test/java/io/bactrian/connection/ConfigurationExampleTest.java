package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.dingtalk.DingTalk;
import io.bactrian.wecom.WeCom;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What the page shows as an example is accepted as it stands there. */
class ConfigurationExampleTest {
    @Test
    void theConnectionsOfThePageAreComplete() throws Exception {
        String page = Files.readString(Path.of("docs", "configuration.md"));
        int begin = page.indexOf("```properties\n") + "```properties\n".length();
        Properties example = new Properties();
        example.load(new StringReader(page.substring(begin, page.indexOf("```", begin))));

        Connections connections = new ConnectionSettings(
                        new Settings(example::getProperty), List.of(DingTalk.SETTINGS, WeCom.SETTINGS))
                .read(example.stringPropertyNames());

        assertThat(connections.all())
                .extracting(Connection::name)
                .containsExactlyInAnyOrder("north", "partner", "south");
    }
}
