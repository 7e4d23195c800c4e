package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.bactrian.cli.Typist.Typed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever the level of every logger: neither the secret nor a token is ever printed or logged, however much is. */
class SecrecyTest {
    private static final Logger LOGGERS = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    @TempDir
    private Path home;

    @Test
    void noCommandTellsASecret() throws Exception {
        StringBuffer seen = new StringBuffer();
        AppenderBase<ILoggingEvent> ears = listener(seen);
        Level before = LOGGERS.getLevel();
        Appender<ILoggingEvent> terminal = LOGGERS.getAppender("STDERR");
        LOGGERS.detachAppender(terminal);
        LOGGERS.addAppender(ears);
        LOGGERS.setLevel(Level.DEBUG);
        try (Typist typist = new Typist(home, 20)) {
            typist.environment.put("BACTRIAN_LOG", "DEBUG");
            typist.environment.put("DB_PASSWORD", "db-password-of-the-test");
            String[][] commands = {
                {"sync-users"},
                {"list-codes"},
                {"history", typist.firstDay()},
                {"refresh"},
                {"sweep"},
                {"status"},
                {"status", "--json"},
                {"failed"},
                {"replay", "--all"},
                {"rebuild"}
            };
            for (String[] words : commands) {
                Typed typed = typist.type(words);
                seen.append(typed.out()).append(typed.err());
            }
            typist.platform.killToken();
            seen.append(typist.type("history", typist.firstDay(), "--force").out());
            typist.environment.put("DINGTALK_API_BASE_URL", "http://127.0.0.1:1");
            typist.environment.put("DINGTALK_OAPI_BASE_URL", "http://127.0.0.1:1");
            Typed unreachable = typist.type("sync-users");
            seen.append(unreachable.out()).append(unreachable.err());

            assertThat(unreachable.code()).isEqualTo(1);
            assertThat(seen.toString())
                    .contains("history dingtalk: read 20", "is the platform reachable from here?")
                    .doesNotContain(typist.platform.clientSecret(), "db-password-of-the-test", token(typist));
        } finally {
            LOGGERS.detachAppender(ears);
            LOGGERS.setLevel(before);
            LOGGERS.addAppender(terminal);
        }
    }

    /** The token that is valid now: the platform gives out the same one as long as it is. */
    private static String token(Typist typist) throws Exception {
        String address = typist.platform.url() + "/gettoken?appkey=" + typist.platform.clientId() + "&appsecret="
                + typist.platform.clientSecret();
        String answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer);
        assertThat(token.find()).as(answer).isTrue();
        return token.group(1);
    }

    private static AppenderBase<ILoggingEvent> listener(StringBuffer seen) {
        AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                seen.append(event.getFormattedMessage()).append('\n');
            }
        };
        listener.start();
        return listener;
    }
}
