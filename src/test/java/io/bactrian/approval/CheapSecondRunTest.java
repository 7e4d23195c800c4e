package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.Approval;
import io.bactrian.demo.CompanySize;
import io.bactrian.promise.TravelClock;
import io.bactrian.promise.World;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known already is not asked again: calls are counted where they arrive. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class CheapSecondRunTest {
    private static final CompanySize SIZE = new CompanySize(
            40, 10, 1, 240, 4711, TravelClock.BEGINNING.minus(Duration.ofDays(300)), TravelClock.BEGINNING);

    @Parameter
    TestDatabases database;

    private World world;

    @BeforeEach
    void readEverything() {
        world = World.of(database, SIZE, Map.of());
        world.syncPeople();
        world.history(310, false);
        world.meter().reset();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void anUnchangedRunCostsTheListsAndTheOpenOnesAndAForcedOneAll() {
        World.Outcome again = world.history(310, false);
        long lists = world.calls(World.LIST);
        assertThat(lists).isBetween(12L, 15L);
        assertThat(world.calls(World.DETAIL)).isEqualTo(open().size());
        assertThat(again.counts().unchanged()).isEqualTo(240);
        assertThat(again.counts().created() + again.counts().changed()).isZero();

        world.meter().reset();
        World.Outcome forced = world.history(310, true);
        assertThat(world.calls(World.DETAIL)).isEqualTo(240);
        assertThat(world.calls(World.LIST)).isEqualTo(lists);
        assertThat(forced.counts().unchanged()).isEqualTo(240);
    }

    @Test
    void aSweepFindsWhatFinishedWhateverItsAgeByListingWhatIsOpen() {
        List<Approval> open = open();
        Approval oldest = open.get(0);
        assertThat(oldest.created()).isBefore(TravelClock.BEGINNING.minus(Duration.ofDays(120)));
        world.company().finish(oldest.id(), "refuse");
        World.Outcome swept = world.sweep();
        assertThat(swept.state()).isEqualTo("succeeded");
        assertThat(swept.counts().changed()).isEqualTo(1);
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
        assertThat(world.calls(World.LIST)).isLessThanOrEqualTo(5);
        assertThat(stored(oldest.id())).containsEntry("status", "COMPLETED").containsEntry("result", "refuse");

        world.meter().reset();
        assertThat(world.sweep().counts().read()).isZero();
        assertThat(world.calls(World.DETAIL)).isZero();
    }

    @Test
    void openApprovalsThatAreTooOldForTheListAreReadThemselves() {
        world.clock().jump(Duration.ofDays(200));
        List<Approval> tooOld = open().stream()
                .filter(approval ->
                        approval.created().isBefore(world.clock().instant().minus(Duration.ofDays(365))))
                .toList();
        assertThat(tooOld).isNotEmpty();
        world.company().finish(tooOld.get(0).id(), "agree");
        World.Outcome swept = world.sweep();
        assertThat(swept.state()).isEqualTo("succeeded");
        assertThat(world.calls(World.DETAIL)).isEqualTo(tooOld.size());
        assertThat(swept.counts().changed()).isEqualTo(1);
        assertThat(stored(tooOld.get(0).id())).containsEntry("status", "COMPLETED");
    }

    @Test
    void aRefreshFindsALateCommentAndTakesOthersTheNextTime() {
        Set<String> first = refreshed();
        Set<String> second = refreshed();
        assertThat(first).hasSize(20).doesNotContainAnyElementsOf(second);
        assertThat(second).hasSize(20);

        List<Approval> ended = world.company()
                .approvals()
                .filter(a -> a.finished().isPresent())
                .toList();
        Approval last = ended.get(ended.size() - 1);
        world.company().comment(last.id(), "manager4220", "late, but here");
        world.refresh(30, 1000);
        assertThat(world.rows("SELECT remark FROM process_operation_record WHERE process_instance_id = '" + last.id()
                                + "' ORDER BY position DESC")
                        .get(0))
                .containsEntry("remark", "late, but here");
    }

    private Set<String> refreshed() {
        Set<Object> before = new HashSet<>(checked());
        world.refresh(1000, 20);
        return checked().stream()
                .filter(check -> !before.contains(check))
                .map(check -> check.split(" ")[0])
                .collect(Collectors.toSet());
    }

    private List<String> checked() {
        return world.rows("SELECT process_instance_id AS id, checked_at AS at FROM process_check").stream()
                .map(row -> row.get("id") + " " + row.get("at"))
                .toList();
    }

    private Map<String, Object> stored(String id) {
        return world.rows("SELECT status, result FROM process_instance WHERE process_instance_id = '" + id + "'")
                .get(0);
    }

    private List<Approval> open() {
        return world.company().approvals().filter(a -> a.finished().isEmpty()).toList();
    }
}
