package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.CompanySize;
import io.bactrian.promise.TravelClock;
import io.bactrian.promise.World;
import io.bactrian.run.Run;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows that the platform allows, whatever is asked for; only the lists, nothing is read. */
class HistoryListingTest {
    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void threeHundredDaysAreThreeWindowsWithoutAGap() {
        world = World.of(
                TestDatabases.H2, CompanySize.small(TravelClock.BEGINNING).withTemplates(1), Map.of());
        list(Duration.ofDays(300));
        List<Map<String, Object>> windows = world.rows(
                "SELECT window_start AS s, window_end AS e, state FROM history_window ORDER BY window_start");
        assertThat(windows).hasSize(3).allMatch(row -> row.get("state").equals("done"));
        for (int i = 0; i < 3; i++) {
            long start = (Long) windows.get(i).get("s");
            long end = (Long) windows.get(i).get("e");
            assertThat(Duration.ofMillis(end - start)).isLessThanOrEqualTo(Duration.ofDays(120));
            assertThat(end).isEqualTo(i < 2 ? windows.get(i + 1).get("s") : TravelClock.BEGINNING.toEpochMilli());
        }
        assertThat(world.number("SELECT COUNT(*) FROM work_item")).isEqualTo(120);
    }

    @Test
    void aWindowWithMoreIdsThanThePlatformGivesIsHalvedUntilAllAreListed() {
        Instant from = TravelClock.BEGINNING.minus(Duration.ofHours(6));
        world = World.of(
                TestDatabases.H2, new CompanySize(40, 10, 1, 12_500, 4711, from, TravelClock.BEGINNING), Map.of());
        list(Duration.ofDays(1));
        assertThat(world.number("SELECT COUNT(*) FROM work_item")).isEqualTo(12_500);
        assertThat(world.rows("SELECT * FROM run_problem")).isEmpty();
        assertThat(world.rows("SELECT * FROM history_window WHERE state <> 'done' OR ids >= 10000"))
                .isEmpty();
    }

    @Test
    void twoHundredTemplatesWaitForTheirTurnWithoutAnErrorHoweverLongItTakes() {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING).withTemplates(200),
                Map.of("connection.dingtalk.calls-per-second", "30", "call.timeout", "5s", "call.retries", "0"));
        list(Duration.ofDays(70));
        assertThat(world.rows("SELECT problem FROM run_problem")).isEmpty();
        assertThat(world.number("SELECT COUNT(*) FROM work_item")).isEqualTo(120);
    }

    private void list(Duration span) {
        Run run = world.runtime().runs().start(world.connection(), "history", "");
        world.runtime()
                .template()
                .requestBody(
                        ApprovalRoutes.HISTORY,
                        new HistoryRequest(
                                world.connection(),
                                run,
                                TravelClock.BEGINNING.minus(span),
                                TravelClock.BEGINNING,
                                List.of(),
                                false));
    }
}
