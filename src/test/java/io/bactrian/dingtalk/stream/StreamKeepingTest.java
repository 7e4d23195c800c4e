package io.bactrian.dingtalk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.StreamedEvent.Outcome;
import io.bactrian.event.Gap;
import io.bactrian.event.StreamState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;

/** A stream that works is kept, one that is lost comes back, and every span without one is written down. */
class StreamKeepingTest {
    private static final String ALL = "dingtalk-stream:events";

    private StreamRig rig;

    @AfterEach
    void close() {
        rig.close();
    }

    private StreamRig rig(Map<String, String> settings) {
        rig = new StreamRig(settings);
        return rig.route("all", ALL, exchange -> {});
    }

    @Test
    void nothingIsOpenedBeforeSomebodyListens() {
        rig(Map.of());

        assertThat(rig.runtime().streamStates().all()).isEmpty();
        rig.connected();

        assertThat(rig.meter().gatewayOpens())
                .as("the first is the one that was asked for")
                .hasSize(1);
        assertThat(rig.meter().connections()).isEqualTo(1);
    }

    @Test
    void theFirstConnectionEndsAGapThatBeganAtTheStart() {
        long before = System.currentTimeMillis();
        rig(Map.of()).connected();

        await().atMost(StreamRig.PATIENCE).until(() -> rig.gaps().get(0).endedAt() != null);
        assertThat(rig.gaps()).hasSize(1);
        assertThat(rig.gaps().get(0).beganAt())
                .isBetween(before, rig.gaps().get(0).endedAt());
    }

    @Test
    void aCutIsAGapAndTheStreamComesBack() {
        rig(Map.of()).connected();
        rig.closeGaps();
        long before = System.currentTimeMillis();

        rig.stream().cut();
        long after = System.currentTimeMillis();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().connections() == 2);
        await().atMost(StreamRig.PATIENCE)
                .until(() -> !rig.gaps().isEmpty() && rig.gaps().get(0).endedAt() != null);

        Gap gap = rig.gaps().get(0);
        assertThat(gap.beganAt()).isLessThanOrEqualTo(after);
        assertThat(gap.endedAt()).isGreaterThanOrEqualTo(before);
        assertThat(gap.reason()).isEqualTo("the connection was lost");
        rig.comment(1);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 1);
    }

    @Test
    void manyCutsAreOneGapAsLongAsNobodyClosesIt() {
        rig(Map.of("stream.retry-delay", "10ms")).connected();
        rig.closeGaps();

        for (int cut = 2; cut <= 6; cut++) {
            rig.stream().cut();
            int connections = cut;
            await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().connections() == connections);
            await().atMost(StreamRig.PATIENCE).until(() -> rig.state("dingtalk").connected());
        }

        await().atMost(StreamRig.PATIENCE)
                .until(() -> rig.gaps().size() == 1 && rig.gaps().get(0).endedAt() != null);
    }

    @Test
    void aPlannedChangeIsNoGapAndLosesNothing() {
        rig(Map.of()).connected();
        rig.closeGaps();
        rig.stream().faults().farewell(Duration.ofSeconds(6));

        rig.stream().disconnect();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().connections() == 2);
        rig.comment(20);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.stream().connected() == 1);
        rig.comment(20);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 40);
        assertThat(rig.meter().connections()).isEqualTo(2);
        assertThat(rig.gaps()).isEmpty();
    }

    @Test
    void aConnectionIsReplacedWhenItIsOldAndThatIsNoGapEither() throws InterruptedException {
        rig = new StreamRig(Map.of());
        StreamOptions options = StreamOptions.read(rig.runtime().settings());
        StreamOptions shortLived = new StreamOptions(
                Duration.ofMillis(200),
                options.threads(),
                Duration.ofMillis(10),
                options.longestRetryDelay(),
                options.keepAlive(),
                options.gatewayPatience(),
                options.handshakePatience(),
                Duration.ofSeconds(2));
        DingTalkStreams streams = new DingTalkStreams(new StreamParts(
                rig.runtime().connections(),
                shortLived,
                rig.runtime().template(),
                rig.runtime().gaps(),
                rig.runtime().streamLives(),
                rig.runtime().streamStates(),
                rig.runtime().clock()));
        StreamSubscriber nobody = new StreamSubscriber() {
            @Override
            public boolean wants(String eventType) {
                return false;
            }

            @Override
            public void handle(StreamEvent event) {}
        };
        streams.join(streams.connections("*"), nobody);
        streams.listen();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.stream().connected() == 1);
        rig.closeGaps();

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().connections() >= 3);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.stream().connected() == 1);

        assertThat(rig.gaps()).isEmpty();
        streams.leave(streams.connections("*"), nobody);
        assertThat(rig.runtime().streamStates().all()).isEmpty();
    }

    @Test
    void silenceOfAHalfOpenConnectionIsFoundAndTheGapReachesBackToTheLastWord() {
        rig(Map.of("stream.keep-alive", "1s")).connected();
        rig.closeGaps();

        rig.stream().silence();
        long silentSince = System.currentTimeMillis();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().connections() == 2);

        await().atMost(StreamRig.PATIENCE)
                .until(() -> !rig.gaps().isEmpty() && rig.gaps().get(0).endedAt() != null);
        assertThat(rig.gaps().get(0).beganAt()).isLessThanOrEqualTo(silentSince);
    }

    @Test
    void afterTheServiceWasAwayTheGapBeginsAtItsLastSignOfLife() {
        rig(Map.of()).connected();
        rig.closeGaps();
        long before = System.currentTimeMillis();

        rig.restart();
        long after = System.currentTimeMillis();
        rig.route("all", ALL, exchange -> {}).connected();

        await().atMost(StreamRig.PATIENCE)
                .until(() -> !rig.gaps().isEmpty() && rig.gaps().get(0).endedAt() != null);
        Gap gap = rig.gaps().get(0);
        assertThat(gap.reason()).isEqualTo("the service was not running");
        assertThat(gap.beganAt()).isLessThan(after);
        assertThat(gap.beganAt())
                .as("half a minute of silence may have been death")
                .isGreaterThan(before - 40_000);
        assertThat(gap.endedAt()).isGreaterThanOrEqualTo(after);
    }

    @Test
    void aGapThatTheDatabaseDidNotTakeIsWrittenWhenItIsBack() {
        rig(Map.of("stream.retry-delay", "20ms")).connected();
        rig.closeGaps();
        JdbcOperations database = rig.runtime().tables().jdbc().getJdbcOperations();
        database.execute("ALTER TABLE stream_gap RENAME TO stream_gap_away");

        rig.stream().cut();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().connections() == 2);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.state("dingtalk").connected());
        database.execute("ALTER TABLE stream_gap_away RENAME TO stream_gap");

        await().atMost(StreamRig.PATIENCE)
                .until(() -> rig.gaps().size() == 1 && rig.gaps().get(0).endedAt() != null);
    }

    @Test
    void healthSaysWhetherTheStreamIsConnectedAndNeverAsksForARestart() {
        rig(Map.of()).connected();
        HealthCheckRegistry registry =
                HealthCheckRegistry.get(rig.runtime().template().getCamelContext());
        HealthCheck check = registry.getCheck("stream-dingtalk").orElseThrow();

        assertThat(check.isLiveness()).isFalse();
        assertThat(check.isReadiness()).isFalse();
        assertThat(check.call().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(check.call().getDetails())
                .containsEntry("connected", true)
                .containsEntry("lastEvent", "never")
                .containsKeys("surelyAliveAt", "openGaps");

        rig.stream().faults().shutFor(Duration.ofMinutes(5));
        rig.stream().cut();

        await().atMost(StreamRig.PATIENCE).until(() -> check.call().getState() == HealthCheck.State.DOWN);
        await().atMost(StreamRig.PATIENCE)
                .until(() -> String.valueOf(check.call().getDetails().get("openGaps"))
                        .endsWith(" to now"));
        assertThat(check.call().getMessage()).isPresent();
    }

    @Test
    void aBrokenConnectionSlowsNobodyElse() {
        rig(StreamRig.broken("another", "http://127.0.0.1:1")).connected();

        rig.comment(5);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 5);
        await().atMost(StreamRig.PATIENCE)
                .until(() -> rig.state("another").problem() != null
                        && rig.state("another").problem().contains("another"));
        StreamState other = rig.state("another");
        assertThat(other.connected()).isFalse();
        assertThat(rig.runtime().gaps().open("another")).hasSize(1);
        assertThat(rig.runtime().gaps().ended("another")).isEqualTo(List.of());
        assertThat(rig.meter().gatewayOpens()).hasSizeLessThan(6);
    }
}
