package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 5, for people: a reading that a stop has cut short, wherever it was, marks nobody as left. */
@Timeout(60)
class StoppedPeopleTest {
    private static final CompanySize SIZE = CompanySize.small(TravelClock.BEGINNING)
            .withApprovals(0)
            .withPeople(260)
            .withDepartments(4);
    private static final String LEFT = "SELECT COUNT(*) FROM member WHERE state <> 'active'";

    private World world;
    private long left;

    @BeforeEach
    void readEverybody() {
        world = World.of(TestDatabases.H2, SIZE, Map.of());
        world.syncPeople();
        left = world.number(LEFT);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /topapi/v2/department/listsub", "POST /topapi/v2/user/list"})
    void nobodyIsMarkedAndTheNextReadingFindsNothingToChange(String underWay) {
        world.faults().latency(Duration.ofMillis(30));
        world.meter().reset();
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(world::syncPeople).exceptionally(e -> null);
        await().until(() -> world.calls(underWay) > 0);
        world.runtime().stopSignal().raise();
        world.restart(Map.of());
        reading.join();
        world.faults().none();

        assertThat(world.number(LEFT)).isEqualTo(left);
        world.syncPeople();
        assertThat(world.number(LEFT)).isEqualTo(left);
        assertThat(world.rows("SELECT items_changed FROM run ORDER BY id DESC LIMIT 1"))
                .extracting(row -> ((Number) row.get("items_changed")).intValue())
                .containsExactly(0);
    }
}
