package io.bactrian.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.dingtalk.open.app.api.message.GenericOpenDingTalkEvent;
import com.dingtalk.open.app.stream.protocol.event.EventAckStatus;
import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.demo.StreamedEvent.Outcome;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The stream through the platform's own client. */
class StandInStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Company company = Company.of(CompanySize.small(Instant.now()));
    private final String code = company.templates().get(0).processCode();
    private final StandIn standIn = StandIn.start(company);
    private final EventStream stream = standIn.openStream();
    private final StreamMeter meter = stream.meter();

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void pushesWhatHappensAndTakesSuccess() {
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            String id = company.start(code, "0412345");
            await().atMost(PATIENCE).until(() -> meter.events(Outcome.SUCCESS) == 2);
            assertThat(meter.allSucceeded()).isTrue();
            assertThat(meter.slowestAnswer()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(3));
            assertThat(meter.gatewayOpens()).hasSize(1);
            GenericOpenDingTalkEvent start = client.received().stream()
                    .filter(event -> event.getEventType().equals("bpms_instance_change"))
                    .findFirst()
                    .orElseThrow();
            assertThat(start.getEventCorpId()).isEqualTo(company.corpId());
            assertThat(start.getData().getString("processInstanceId")).isEqualTo(id);
            CompanyEvent told = meter.event(start.getEventId()).orElseThrow().event();
            assertThat(start.getEventBornTime()).isEqualTo(told.bornAt());
            JsonNode data = StreamFrames.read(start.getData().toJSONString());
            assertThat(data).isEqualTo(StreamFrames.read(told.data().toString()));
        }
    }

    @Test
    void pushesAgainAfterLaterAndAfterAnException() {
        stream.faults().pushAgainAfter(Duration.ofMillis(50));
        Set<String> seen = ConcurrentHashMap.newKeySet();
        try (StreamClient client = connected(StreamClient.start(standIn, event -> {
            if (seen.add(event.getEventId())) {
                return EventAckStatus.LATER;
            }
            if (seen.add(event.getEventId() + " again")) {
                throw new IllegalStateException("on purpose");
            }
            return EventAckStatus.SUCCESS;
        }))) {
            company.comment(company.approvals().findFirst().orElseThrow().id(), "0412345", "x");
            await().atMost(PATIENCE).until(() -> meter.events(Outcome.SUCCESS) == 1);
            assertThat(client.received()).hasSize(3);
            StreamedEvent event = meter.events().get(0);
            assertThat(event.pushes())
                    .extracting(StreamedEvent.Push::answer)
                    .containsExactly("LATER", "500", "SUCCESS");
            assertThat(event.pushes()).extracting(StreamedEvent.Push::messageId).doesNotHaveDuplicates();
        }
    }

    @Test
    void givesUpAfterTheAttempts() {
        stream.faults().pushAgainAfter(Duration.ofMillis(10)).attempts(3);
        try (StreamClient client = connected(StreamClient.start(standIn, event -> EventAckStatus.LATER))) {
            company.rename("0412345", "x");
            await().atMost(PATIENCE).until(() -> meter.events(Outcome.GIVEN_UP) == 1);
            assertThat(client.received()).hasSize(3);
            assertThat(meter.lost()).isEqualTo(1);
        }
    }

    @Test
    void losesWhatHappensWhileNobodyIsThereUnlessItIsKept() {
        company.rename("0412345", "lost");
        await().atMost(PATIENCE).until(() -> meter.lost() == 1);
        stream.faults().keepWhileAway(true);
        company.rename("0412345", "kept");
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            await().atMost(PATIENCE).until(() -> meter.events(Outcome.SUCCESS) == 1);
            assertThat(client.received()).hasSize(1);
        }
    }

    @Test
    void pushesTwiceAndInAnyOrder() {
        stream.faults().pushTwice(true).shuffle(Duration.ofMillis(100));
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            for (int i = 0; i < 20; i++) {
                company.rename("0412345", "name " + i);
            }
            await().atMost(PATIENCE).until(() -> client.received().size() == 40);
            await().atMost(PATIENCE).until(meter::allSucceeded);
            assertThat(client.received().stream()
                            .map(GenericOpenDingTalkEvent::getEventId)
                            .distinct()
                            .toList())
                    .hasSize(20)
                    .isNotEqualTo(meter.events().stream()
                            .map(event -> event.event().id())
                            .toList());
        }
    }

    @Test
    void stormOfAThousandIsAnsweredInTime() {
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            for (int i = 0; i < 500; i++) {
                company.start(code, "0412345");
            }
            await().atMost(PATIENCE).until(meter::allSucceeded);
            assertThat(client.received()).hasSize(1000);
            assertThat(meter.answers()).containsExactly(Map.entry("SUCCESS", 1000L));
            assertThat(meter.answerTimes()).hasSize(1000);
            assertThat(meter.slowestAnswer()).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void cutConnectionsComeBack() {
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            stream.cut();
            await().atMost(PATIENCE).until(() -> meter.connections() == 2 && stream.connected() == 1);
            company.rename("0412345", "x");
            await().atMost(PATIENCE).until(meter::allSucceeded);
            assertThat(client.received()).hasSize(1);
        }
    }

    @Test
    void disconnectLetsTheClientChangeOver() {
        stream.faults().farewell(Duration.ofMillis(300));
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            stream.disconnect();
            await().atMost(PATIENCE).until(() -> meter.connections() == 2 && stream.connected() == 1);
            company.rename("0412345", "x");
            await().atMost(PATIENCE).until(() -> client.received().size() == 1);
        }
    }

    @Test
    void silentConnectionIsLeftByTheClient() {
        stream.faults()
                .answerTimeout(Duration.ofMillis(100))
                .pushAgainAfter(Duration.ofMillis(50))
                .attempts(1000);
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            stream.silence();
            company.rename("0412345", "x");
            await().atMost(PATIENCE.multipliedBy(2)).until(() -> meter.events(Outcome.SUCCESS) == 1);
            assertThat(meter.connections()).isEqualTo(2);
            String eventId = meter.events().get(0).event().id();
            assertThat(client.received())
                    .isNotEmpty()
                    .allMatch(event -> event.getEventId().equals(eventId));
            assertThat(meter.events().get(0).pushes()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void silentConnectionIsDroppedByTheServerToo() {
        stream.faults().pingEvery(Duration.ofMillis(100));
        try (StreamClient client = connected(StreamClient.start(standIn))) {
            await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> stream.connected() == 1);
            stream.silence();
            await().atMost(PATIENCE).until(() -> stream.connected() == 0);
            assertThat(client.received()).isEmpty();
        }
    }

    @Test
    void gatewayIsStrict() {
        TestClient http = new TestClient(standIn);
        assertThat(http.open(standIn.clientSecret(), "EVENT", "*").status()).isEqualTo(200);
        assertThat(http.open("wrong", "EVENT", "*").code()).isEqualTo("invalidClientIdOrSecret");
        assertThat(http.open(standIn.clientSecret(), "EVENT", "bpms_task_change")
                        .code())
                .isEqualTo("invalidParameter");
        assertThat(http.post(TestClient.OPEN, "{}").status()).isEqualTo(400);
        stream.faults().gatewayRefuses(401);
        assertThat(http.open(standIn.clientSecret(), "EVENT", "*").status()).isEqualTo(401);
        stream.faults().none();
        JsonNode reply = http.open(standIn.clientSecret(), "EVENT", "*").json();
        assertThat(reply.path("endpoint").asText()).isEqualTo("wss://localhost:" + stream.port() + "/connect");
        assertThat(new HashSet<>(meter.gatewayOpens())).hasSizeGreaterThan(1);
    }

    @Test
    void gatewayThatHangsAnswersNobody() {
        stream.faults().gatewayHangs(true);
        TestClient http = new TestClient(standIn).patience(Duration.ofSeconds(1));
        assertThatThrownBy(http::ticket).hasCauseInstanceOf(HttpTimeoutException.class);
        stream.faults().none();
        assertThat(http.patience(TestClient.PATIENCE).ticket()).isNotEmpty();
    }

    @Test
    void ticketOpensOneConnectionAndSoon() {
        TestClient http = new TestClient(standIn);
        TestWebSocket sockets = new TestWebSocket(stream);
        String ticket = http.ticket();
        assertThat(sockets.open(ticket)).isTrue();
        assertThat(sockets.open(ticket)).isFalse();
        assertThat(sockets.open("none")).isFalse();
        stream.faults().ticketLife(Duration.ZERO);
        assertThat(sockets.open(http.ticket())).isFalse();
        stream.faults().ticketLife(Duration.ofSeconds(90)).handshakeRefused(true);
        assertThat(sockets.open(http.ticket())).isFalse();
        stream.faults().handshakeRefused(false);
        String later = http.ticket();
        stream.faults().shutFor(Duration.ofMinutes(1));
        assertThat(sockets.open(later)).isFalse();
        stream.faults().none();
        assertThat(sockets.open(later)).isTrue();
    }

    @Test
    void detailLagsBehindItsEvents() {
        TestClient http = new TestClient(standIn);
        String old = company.start(code, "0412345");
        standIn.faults().detailLag(Duration.ofMinutes(1));
        assertThat(http.detail(old).code()).isEqualTo("processInstanceNotExist");
        standIn.faults().detailLag(Duration.ZERO);
        String running = company.approvals()
                .filter(approval -> approval.status().equals("RUNNING"))
                .findFirst()
                .orElseThrow()
                .id();
        JsonNode before = http.detail(running).json();
        company.finish(running, "agree");
        standIn.faults().detailLag(Duration.ofMinutes(1));
        assertThat(http.detail(running).json()).isEqualTo(before);
        company.delete(running);
        assertThat(http.detail(running).json()).isEqualTo(before);
        standIn.faults().detailLag(Duration.ofMillis(1));
        await().atMost(PATIENCE).until(() -> http.detail(running).code().equals("processInstanceNotExist"));
    }

    private StreamClient connected(StreamClient client) {
        await().atMost(PATIENCE).until(() -> stream.connected() == 1);
        return client;
    }
}
