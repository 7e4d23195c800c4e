package io.bactrian.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.Connection;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import io.bactrian.event.EventHead;
import io.bactrian.event.EventLedger;
import io.bactrian.event.Gap;
import io.bactrian.event.Gaps;
import io.bactrian.promise.TravelClock;
import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The platform is not asked what the stream has told, and asked again as soon as that is not certain. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class StreamCoverTest {
    private static final String LOOK = "new";

    @Parameter
    private TestDatabases kind;

    private final TravelClock clock = new TravelClock();
    private final Connection connection = new Connection(
            "shop",
            "dingtalk",
            "id",
            new Secret("s"),
            Map.of(),
            List.of(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            0,
            new EventSettings(EventSettings.Source.STREAM, Optional.empty()));
    private Database database;
    private Tables tables;
    private Gaps gaps;
    private StreamCover cover;

    @BeforeEach
    void aStreamThatHasToldAndALookThatFoundNothing() {
        database = kind.open();
        tables = Tables.of(database.dataSource());
        gaps = new Gaps(tables, clock);
        cover = new StreamCover(tables, new GoodRuns(tables), clock, Duration.ofHours(24));
        tell("approval-1");
        look("succeeded", 0);
        clock.jump(Duration.ofMinutes(10));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void tell(String id) {
        EventHead event = new EventHead("shop", id, "bpms_instance_change", "stream", null, clock.millis());
        tables.transactions()
                .run(() -> new EventLedger(tables).note("shop", EventLedger.About.APPROVAL, List.of(event)));
    }

    private void look(String state, int found) {
        tables.jdbc()
                .update(
                        "INSERT INTO run (connection_name, command, arguments, state, owner, started_at, seen_at,"
                                + " items_read, items_new, items_changed, items_unchanged, items_failed, calls)"
                                + " VALUES ('shop', 'new', '', :state, 'somebody', :now, :now, 0, :found, 0, 0, 0, 1)",
                        Map.of("state", state, "now", clock.millis(), "found", found));
        clock.jump(Duration.ofSeconds(1));
    }

    private boolean isCovered() {
        return cover.reason(connection, LOOK).isPresent();
    }

    @Test
    void whatTheStreamHasToldIsNotAskedFor() {
        assertThat(cover.reason(connection, LOOK)).get().asString().contains("the stream has told of everything");
        assertThat(cover.reason(connection, "sweep")).as("another look").isEmpty();
    }

    @Test
    void aGapIsAskedUntilItIsClosed() {
        gaps.begin("shop", clock.millis(), "cut");
        assertThat(isCovered()).as("still going on").isFalse();
        clock.jump(Duration.ofMinutes(1));
        gaps.end("shop", clock.millis());
        assertThat(isCovered()).as("not closed").isFalse();
        Gap gap = gaps.ended("shop").get(0);
        assertThat(gaps.closing(gap) && gaps.close(gap, "looked")).isTrue();
        assertThat(isCovered()).as("looked for what was missed").isTrue();
    }

    @Test
    void whoHasFoundSomethingAsksAgain() {
        look("succeeded", 1);
        look("succeeded", 0);
        assertThat(isCovered()).isFalse();
        clock.jump(Duration.ofHours(24));
        look("succeeded", 0);
        assertThat(isCovered()).as("long enough ago").isTrue();
    }

    @Test
    void afterADayItIsAskedAgain() {
        clock.jump(Duration.ofHours(23));
        assertThat(isCovered()).isTrue();
        clock.jump(Duration.ofHours(1));
        assertThat(isCovered()).isFalse();
    }

    @Test
    void aLookThatFailedIsNone() {
        clock.jump(Duration.ofHours(24));
        look("failed", 0);
        look("stopped", 0);
        assertThat(isCovered()).isFalse();
    }

    @Test
    void aStreamThatHasNeverToldOfAnApprovalIsNotBelieved() {
        tables.jdbc().update("UPDATE platform_event SET about = 'directory'", Map.of());
        assertThat(isCovered()).isFalse();
        tables.jdbc().update("UPDATE platform_event SET about = 'approval', source = 'callback'", Map.of());
        assertThat(isCovered()).isFalse();
    }

    @Test
    void withoutAStreamItIsAlwaysAsked() {
        Connection other = new Connection(
                "shop",
                "dingtalk",
                "id",
                new Secret("s"),
                Map.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                0,
                EventSettings.NONE);
        assertThat(cover.reason(other, LOOK)).isEmpty();
    }
}
