package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.api.ApiKey;
import io.bactrian.connection.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A key is shown once, beside the lines that let it in. */
class ApiKeyCommandTest {
    private static final Pattern KEY = Pattern.compile("bactrian_[A-Za-z0-9_-]{43}");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int type(String... words) {
        Surroundings nowhere = new Surroundings(
                Path.of("nowhere"),
                Map.of(),
                Map.of(),
                Clock.systemUTC(),
                0,
                0,
                new Interrupts(() -> {}, Duration.ofSeconds(12)));
        return Cli.run(nowhere, new PrintWriter(out), new PrintWriter(err), words);
    }

    private String key() {
        Matcher key = KEY.matcher(out.toString());
        assertThat(key.find()).isTrue();
        return key.group();
    }

    @Test
    void theKeyAndItsHashArePrinted() {
        assertThat(type("api-key")).isZero();
        assertThat(out.toString())
                .contains("BACTRIAN_API_KEY_HASH=" + ApiKey.hashOf(new Secret(key())))
                .contains("BACTRIAN_API_KEY_PERMISSIONS=*.approval.view");
    }

    @Test
    void aNamedKeyHasSettingsOfItsOwn() {
        assertThat(type("api-key", "intranet", "--permissions", "wechat.sync.*"))
                .isZero();
        assertThat(out.toString())
                .contains("api.key.intranet.hash=" + ApiKey.hashOf(new Secret(key())))
                .contains("api.key.intranet.permissions=wechat.sync.*");
        assertThat(type("api-key", "intranet", "--permissions", "wechat.snyc.*"))
                .isEqualTo(Cli.USAGE);
        assertThat(err.toString()).contains("wechat.snyc.*").contains("sync.department");
        assertThat(type("api-key", "In tranet")).isEqualTo(Cli.USAGE);
        assertThat(err.toString()).contains("small letters");
    }
}
