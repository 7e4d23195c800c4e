package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Purpose;
import io.bactrian.demo.Approval;
import io.bactrian.demo.CompanySize;
import io.bactrian.promise.TravelClock;
import io.bactrian.promise.World;
import io.bactrian.store.TestDatabases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run reads what it is for and what is more urgent; what others left on the list does not cost it calls. */
class OwnRowsOnlyTest {
    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aReplayLeavesTheRowsOfABackfillAndABackfillThoseOfARefresh() {
        world = World.of(TestDatabases.H2);
        List<String> ids = world.company().approvals().map(Approval::id).toList();
        world.ask(Purpose.LIVE, ids.subList(0, 1));
        world.ask(Purpose.REPLAY, ids.subList(1, 3));
        world.ask(Purpose.SWEEP, ids.subList(3, 6));
        world.ask(Purpose.HISTORY, ids.subList(6, 10));
        world.ask(Purpose.REFRESH, ids.subList(10, 15));

        assertThat(world.replay().counts().read()).isEqualTo(3);
        assertThat(world.calls(World.DETAIL)).isEqualTo(3);
        assertThat(world.refresh(80, 1).counts().read()).isGreaterThanOrEqualTo(5);
        assertThat(waiting()).isEqualTo(7);
        assertThat(world.sweep().state()).isEqualTo("succeeded");
        assertThat(waiting()).isEqualTo(4);
        world.ask(Purpose.REFRESH, ids.subList(10, 15));
        assertThat(world.history().state()).isEqualTo("succeeded");
        assertThat(world.rows("SELECT purpose FROM work_item"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsEntry("purpose", "refresh"));
    }

    @Test
    void aRefreshWithoutCallsLeftEndsWithItsSentence() {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING),
                Map.of("connection.dingtalk.monthly-calls", "100", "connection.dingtalk.live-reserve", "20"));
        assertThat(world.history().state()).isEqualTo("stopped");
        world.ask(Purpose.LIVE, List.of(someWaiting()));
        World.Outcome refreshed = world.refresh(80, 1000);
        assertThat(refreshed.state()).isEqualTo("stopped");
        assertThat(refreshed.failure()).contains("80 of the 100 calls");
        assertThat(world.meter().metered()).isEqualTo(80);
    }

    private long waiting() {
        return world.number("SELECT COUNT(*) FROM work_item");
    }

    private String someWaiting() {
        return (String) world.rows("SELECT process_instance_id AS id FROM work_item")
                .get(0)
                .get("id");
    }
}
