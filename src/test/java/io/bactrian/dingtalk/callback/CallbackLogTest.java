package io.bactrian.dingtalk.callback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.bactrian.dingtalk.callback.CallbackServer.Push;
import io.bactrian.promise.TravelClock;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the log says of requests that are refused: little, and no secret or payload. */
class CallbackLogTest {
    private static final Logger LOGGERS = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private static final String EVENT = "{\"EventType\":\"a\",\"eventId\":\"e-1\",\"title\":\"a-private-title\"}";

    private final TravelClock clock = new TravelClock();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> ears = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getLevel() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    @TempDir
    private Path folder;

    private CallbackServer server;
    private Appender<ILoggingEvent> terminal;
    private Level before;

    @BeforeEach
    void start() throws Exception {
        server = new CallbackServer(clock, folder);
        terminal = LOGGERS.getAppender("STDERR");
        before = LOGGERS.getLevel();
        LOGGERS.detachAppender(terminal);
        ears.start();
        LOGGERS.addAppender(ears);
        LOGGERS.setLevel(Level.DEBUG);
    }

    @AfterEach
    void stop() {
        LOGGERS.detachAppender(ears);
        LOGGERS.setLevel(before);
        LOGGERS.addAppender(terminal);
        server.close();
    }

    @Test
    void aFloodIsOneLineInTheLog() throws Exception {
        for (int i = 0; i < 50; i++) {
            Push push = server.push(EVENT);
            server.post("/callback/dingtalk/dingtalk?" + push.query("signature", "0".repeat(40)), push.body());
        }

        assertThat(warnings()).hasSize(1);

        clock.jump(Duration.ofMinutes(2));
        Push push = server.push(EVENT);
        server.post("/callback/dingtalk/dingtalk?" + push.query("signature", "0".repeat(40)), push.body());
        assertThat(warnings()).hasSize(2);
        assertThat(warnings().get(1)).contains("so were 49 since the last such line");
    }

    @Test
    void neitherLogNorAnswerShowsASecretAPayloadOrAStackTrace() throws Exception {
        StringBuilder answers = new StringBuilder();
        hangUpInTheMiddle();
        Push good = server.push(EVENT);
        answers.append(all(server.post(good)));
        answers.append(all(server.post(good)));
        server.handler = exchange -> {
            throw new IllegalStateException("a-private-cause");
        };
        answers.append(all(server.post(server.push(EVENT))));
        answers.append(all(server.post(server.push("{\"a-private-title\""))));
        answers.append(all(
                server.post("/callback/dingtalk/dingtalk?" + server.push(EVENT).query(), "{\"a-private-title\":")));

        assertThat(warnings()).isNotEmpty();
        assertThat(answers + String.join("\n", warnings())).doesNotContain("a-private-cause");
        assertThat(answers + String.join("\n", logged))
                .doesNotContain(CallbackServer.TOKEN, CallbackServer.KEY, "a-private-title", good.encrypted(), "\tat ");
    }

    private void hangUpInTheMiddle() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write("POST /callback/dingtalk/dingtalk HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{"
                            .getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String all(HttpResponse<String> answer) {
        return answer.headers() + answer.body();
    }

    private List<String> warnings() {
        return logged.stream()
                .filter(line -> line.startsWith("WARN") || line.startsWith("ERROR"))
                .toList();
    }
}
