package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Secrets that are wrong, come later, or are told to nobody; and a reading that is cut off. */
@Timeout(60)
class WeComSecretsTest {
    private WeComWorld world;

    @BeforeEach
    void start() {
        world = WeComWorld.small(TestDatabases.H2);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void idsBecomeNamesWhenTheAppsSecretIsAdded() {
        world.sync(world.connection("contacts1"));
        var ids = world.people(world.connection("contacts1"), "name").keySet();

        world.restart(Map.of("connection.contacts1.secret", world.standIn.secret()));
        WeComWorld.Read read = world.sync(world.connection("contacts1"));

        assertThat(read.counts().created()).isZero();
        assertThat(world.people(world.connection("contacts1"), "name"))
                .isEqualTo(world.namesOfCompany())
                .containsOnlyKeys(ids);
        assertThat(world.people(world.connection("contacts1"), "name_known").values())
                .containsOnly(true);
    }

    @Test
    void aWrongSecretIsShownOnceAndNotAgain() {
        world.restart(Map.of("connection.app1.secret", "not-the-one"));
        Connection connection = world.connection("app1");

        for (int i = 0; i < 3; i++) {
            CallException failure = catchThrowableOfType(CallException.class, () -> world.sync(connection));

            assertThat(failure.errorClass()).isEqualTo(ErrorClass.REFUSED);
            assertThat(failure)
                    .hasMessageContaining("40001")
                    .hasMessageContaining("check WECOM_SECRET")
                    .hasMessageNotContaining("not-the-one");
        }
        assertThat(world.calls(WeComWorld.TOKEN)).isEqualTo(1);
        assertThat(world.standIn.hasBanned()).isFalse();

        world.clock.jump(Duration.ofMinutes(61));
        catchThrowableOfType(CallException.class, () -> world.sync(connection));
        assertThat(world.calls(WeComWorld.TOKEN)).isEqualTo(2);
    }

    @Test
    void aReadingThatIsCutOffMarksNobodyAndTheNextOneCompletesIt() {
        world.sync(world.connection("app1"));
        world.faults().latency(Duration.ofMillis(30));
        world.standIn.meter().reset();
        CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> world.sync(world.connection("app1")))
                .exceptionally(e -> null);
        await().until(() -> world.calls(WeComWorld.MEMBERS) > 0);
        world.runtime().stopSignal().raise();

        world.restart(Map.of());
        reading.join();

        assertThat(world.people(world.connection("app1"), "name")).isEqualTo(world.namesOfCompany());
        assertThat(world.sync(world.connection("app1")).counts().changed()).isZero();
    }

    @Test
    void neitherSecretsNorTokensAreLogged() {
        Logger loggers = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        StringBuffer seen = new StringBuffer();
        AppenderBase<ILoggingEvent> ears = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                seen.append(event.getFormattedMessage()).append('\n');
            }
        };
        ears.start();
        Level before = loggers.getLevel();
        Appender<ILoggingEvent> terminal = loggers.getAppender("STDERR");
        loggers.detachAppender(terminal);
        loggers.addAppender(ears);
        loggers.setLevel(Level.DEBUG);
        try {
            world.sync(world.connection("both1"));
            world.standIn.killTokens();
            world.faults().answerNext(1, -1, "department/list");
            world.sync(world.connection("both1"));
        } finally {
            loggers.setLevel(before);
            loggers.detachAppender(ears);
            loggers.addAppender(terminal);
        }

        assertThat(seen.toString())
                .contains("/cgi-bin/user/list")
                .doesNotContain(world.standIn.secret(), world.standIn.contactSecret(), "wecom-token", "corpsecret=");
    }
}
