package io.bactrian.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.store.Database;
import io.bactrian.store.Tables;
import io.bactrian.store.TestDatabases;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabases.class)
class GapsTest {
    private static final long NOW = 1767575537000L;

    @Parameter
    private TestDatabases databases;

    private Database database;
    private Tables tables;
    private Gaps gaps;

    @BeforeEach
    void open() {
        database = databases.open();
        tables = Tables.of(database.dataSource());
        gaps = new Gaps(tables, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aGapIsOpenUntilWhatItHidWasLookedFor() {
        gaps.begin("a", 100, "lost");
        assertThat(gaps.ended("a")).isEmpty();

        gaps.end("a", 200);
        Gap gap = gaps.ended("a").get(0);
        assertThat(gap).isEqualTo(new Gap(gap.id(), "a", 100, 200L, null, "lost", null));
        assertThat(gaps.closing(gap)).isTrue();
        assertThat(gaps.open("a")).containsExactly(gap);

        assertThat(gaps.close(gap, "everything")).isTrue();
        assertThat(gaps.open("a")).isEmpty();
        assertThat(tables.jdbc().getJdbcOperations().queryForMap("SELECT closed_at, note FROM stream_gap"))
                .containsEntry("closed_at", NOW)
                .containsEntry("note", "everything");
    }

    @Test
    void whoComesAndGoesHasOneGap() {
        gaps.begin("a", 100, "lost");
        gaps.end("a", 200);
        gaps.begin("a", 250, "lost again");
        gaps.begin("a", 90, "lost for good");
        gaps.end("a", 300);

        assertThat(gaps.open("a")).hasSize(1);
        Gap gap = gaps.open("a").get(0);
        assertThat(gap.beganAt()).isEqualTo(90);
        assertThat(gap.endedAt()).isEqualTo(300);
        assertThat(gap.reason()).isEqualTo("lost again");
    }

    @Test
    void aGapThatIsBeingClosedDoesNotGoOn() {
        gaps.begin("a", 100, "lost");
        gaps.end("a", 200);
        Gap first = gaps.ended("a").get(0);
        assertThat(gaps.closing(first)).isTrue();
        assertThat(gaps.closing(first)).as("somebody is at it").isFalse();

        gaps.begin("a", 250, "lost again");
        gaps.end("a", 300);

        assertThat(gaps.open("a")).hasSize(2);
        assertThat(gaps.close(first, null)).isTrue();
        assertThat(gaps.open("a")).extracting(Gap::beganAt).containsExactly(250L);
    }

    @Test
    void whatWentOnWhileNobodyHadTakenItIsNotClosed() {
        gaps.begin("a", 100, "lost");
        gaps.end("a", 200);
        Gap stale = gaps.ended("a").get(0);
        gaps.begin("a", 250, "lost again");
        gaps.end("a", 300);

        assertThat(gaps.closing(stale)).isFalse();
        assertThat(gaps.close(stale, "not all of it")).isFalse();
        assertThat(gaps.ended("a")).extracting(Gap::endedAt).containsExactly(300L);
    }

    @Test
    void whatCouldNotBeClosedIsTakenAgain() {
        gaps.begin("a", 100, "lost");
        gaps.end("a", 200);
        Gap gap = gaps.ended("a").get(0);
        assertThat(gaps.closing(gap)).isTrue();

        gaps.leave(gap);

        assertThat(gaps.closing(gap)).isTrue();
    }

    @Test
    void everyConnectionHasGapsOfItsOwn() {
        List<String> connected = new ArrayList<>();
        gaps.onConnected(connected::add);
        gaps.begin("a", 100, "lost");
        gaps.begin("b", 110, "x".repeat(600));

        gaps.end("a", 200);

        assertThat(gaps.ended("a")).hasSize(1);
        assertThat(gaps.ended("b")).isEmpty();
        assertThat(gaps.open("b").get(0).reason()).hasSize(512);
        assertThat(connected).containsExactly("a");
    }

    @Test
    void theLastSignsOfLifeStayWhenThereAreNoNewOnes() {
        StreamLives lives = new StreamLives(tables);
        assertThat(lives.of("a")).isEmpty();
        lives.save(new StreamLives.Life(new StreamState("a", true, 100, 150L, 140L, null), 160, 150L));
        StreamLives.Life lost = new StreamLives.Life(new StreamState("a", false, 200, null, null, "lost"), 210, null);

        lives.save(lost);
        lives.save(lost);

        assertThat(lives.of("a"))
                .contains(new StreamLives.Life(new StreamState("a", false, 200, 150L, 140L, "lost"), 210, 150L));
    }
}
