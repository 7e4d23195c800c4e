package io.bactrian.dingtalk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** While the stream cannot be opened, the platform is asked a few times, more and more seldom, and the log says why once. */
class StreamRefusalsTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private StreamRig rig;

    @BeforeEach
    void listenToTheLog() {
        log.start();
        ((Logger) LoggerFactory.getLogger("io.bactrian.dingtalk.stream")).addAppender(log);
    }

    @AfterEach
    void close() {
        ((Logger) LoggerFactory.getLogger("io.bactrian.dingtalk.stream")).detachAppender(log);
        rig.close();
    }

    private StreamRig rig(Map<String, String> settings) {
        rig = new StreamRig(settings);
        return rig.route("all", "dingtalk-stream:events", exchange -> {});
    }

    private String problem() {
        return rig.state("dingtalk").problem();
    }

    private void awaitProblem(String text) {
        await().atMost(StreamRig.PATIENCE)
                .until(() -> problem() != null && problem().contains(text));
    }

    private List<String> warnings() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aWrongSecretIsSaidOnceAndNotHammered() {
        rig(Map.of("connection.dingtalk.client-secret", "wrong", "stream.retry-delay", "20ms"))
                .listen();

        awaitProblem("check DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET");
        await().atMost(StreamRig.PATIENCE)
                .until(() -> rig.meter().gatewayOpens().size() >= 2);

        List<Instant> asked = rig.meter().gatewayOpens();
        assertThat(Duration.between(asked.get(0), asked.get(1)))
                .as("a person has to mend it: at once 60 times the first pause")
                .isGreaterThan(Duration.ofMillis(900));
        assertThat(warnings())
                .filteredOn(line -> line.contains("not connected"))
                .hasSize(1);
        assertThat(warnings()).noneMatch(line -> line.contains("wrong\""));
        assertThat(rig.gaps()).hasSize(1);
    }

    @Test
    void aGatewayThatHangsDoesNotHoldTheKeeperForEver() {
        rig(Map.of("call.timeout", "300ms", "call.connect-timeout", "300ms"));
        rig.stream().faults().gatewayHangs(true);
        rig.listen();

        awaitProblem("got no answer");
        rig.stream().faults().gatewayHangs(false);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.state("dingtalk").connected());
    }

    @Test
    void thePauseGrowsWhileTheGatewayFails() {
        rig(Map.of("stream.retry-delay", "20ms", "stream.longest-retry-delay", "400ms"));
        rig.stream().faults().gatewayRefuses(500);
        rig.listen();

        await().atMost(StreamRig.PATIENCE)
                .until(() -> rig.meter().gatewayOpens().size() >= 8);
        List<Instant> asked = rig.meter().gatewayOpens();
        assertThat(Duration.between(asked.get(5), asked.get(7))).isGreaterThan(Duration.ofMillis(600));
        assertThat(warnings())
                .filteredOn(line -> line.contains("not connected"))
                .hasSize(1);

        rig.stream().faults().none();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.state("dingtalk").connected());
    }

    @Test
    void aHandshakeThatIsRefusedIsNotTakenForACertificate() {
        rig(Map.of());
        rig.stream().faults().handshakeRefused(true);
        rig.listen();

        awaitProblem("does not open a WebSocket");
        rig.stream().faults().handshakeRefused(false);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.state("dingtalk").connected());
    }

    @Test
    void aCertificateThatIsNotTrustedCostsAHandfulOfCallsAndSaysWhatToDo() {
        rig(Map.of(
                        "stream.retry-delay",
                        "20ms",
                        "tls.trust-store",
                        Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                                .toString(),
                        "tls.trust-store-password",
                        "changeit"))
                .listen();

        awaitProblem("BACTRIAN_TRUST_STORE");
        assertThat(problem()).contains("The certificate of localhost is not trusted");

        await().atMost(StreamRig.PATIENCE)
                .until(() -> rig.meter().gatewayOpens().size() >= 3);
        List<Instant> asked = rig.meter().gatewayOpens();
        assertThat(Duration.between(asked.get(1), asked.get(2)))
                .as("60 times the first pause: three or four calls in the first minutes with the shipped settings")
                .isGreaterThan(Duration.ofMillis(900));
        assertThat(warnings())
                .filteredOn(line -> line.contains("not connected"))
                .hasSize(1);
    }

    @Test
    void aPortWhereNobodyListensIsNamed() {
        rig(Map.of("call.connect-timeout", "500ms")).connected();
        String port = String.valueOf(rig.stream().port());
        rig.stream().close();

        awaitProblem("localhost:" + port + " cannot be reached");
    }
}
