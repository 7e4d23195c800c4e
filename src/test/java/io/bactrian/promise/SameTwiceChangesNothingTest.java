package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Change;
import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 3. Writing the same twice changes nothing: no row touched, nothing counted as changed, nobody notified. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class SameTwiceChangesNothingTest {
    @Parameter
    TestDatabases database;

    private final List<Change> told = new CopyOnWriteArrayList<>();
    private World world;

    @BeforeEach
    void readEverythingOnce() {
        world = World.of(
                database, CompanySize.small(TravelClock.BEGINNING), Map.of("approval.changed", "direct:test-told"));
        world.route("test-told", exchange -> told.add(exchange.getMessage().getBody(Change.class)));
        world.syncPeople();
        world.history();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyNewApprovalIsToldOnceWithItsNames() {
        assertThat(told).extracting(Change::approvalId).doesNotHaveDuplicates().hasSize((int)
                world.company().approvalCount());
        assertThat(told).extracting(Change::kind).containsOnly(Change.Kind.NEW);
        assertThat(told).allMatch(change -> change.approval().templateCode() != null);
    }

    @Test
    void readingEverythingAgainTouchesNoRowAndTellsNobody() {
        Map<String, List<Map<String, Object>>> before = world.everything();
        told.clear();
        world.clock().jump(Duration.ofMinutes(5));
        world.syncPeople();
        World.Outcome again = world.history(80, true);
        assertThat(Rows.differences(ignoringSeen(before), world.everything())).isEmpty();
        assertThat(told).isEmpty();
        assertThat(again.counts().read()).isEqualTo(world.company().approvalCount());
        assertThat(again.counts().unchanged()).isEqualTo(world.company().approvalCount());
        assertThat(again.counts().created() + again.counts().changed()).isZero();
    }

    @Test
    void aSecondLookWithoutItsTemplateAtHandTouchesNoRowAndTellsNobody() {
        Map<String, List<Map<String, Object>>> before = world.everything();
        told.clear();
        World.Outcome refreshed = world.refresh(80, 1000);
        assertThat(refreshed.counts().read()).isPositive();
        assertThat(refreshed.counts().unchanged()).isEqualTo(refreshed.counts().read());
        assertThat(told).isEmpty();
        assertThat(Rows.differences(before, world.everything())).isEmpty();
    }

    @Test
    void whatChangedIsToldOnceAndOnlyItsRowIsTouched() {
        told.clear();
        String open = world.company()
                .approvals()
                .filter(a -> a.finished().isEmpty())
                .findFirst()
                .orElseThrow()
                .id();
        world.company().finish(open, "agree");
        World.Outcome again = world.history();
        assertThat(again.counts().changed()).isEqualTo(1);
        assertThat(told).extracting(Change::approvalId).containsExactly(open);
        assertThat(told.get(0).isFinished()).isTrue();
        assertThat(told.get(0).before().status()).isEqualTo("RUNNING");
        assertThat(told.get(0).approval().templateCode()).isNotNull();
    }

    /** The template's own time of being seen is what a second listing is for. */
    private Map<String, List<Map<String, Object>>> ignoringSeen(Map<String, List<Map<String, Object>>> before) {
        Map<String, List<Map<String, Object>>> now = world.everything();
        before.put("process_template", now.get("process_template"));
        return before;
    }
}
