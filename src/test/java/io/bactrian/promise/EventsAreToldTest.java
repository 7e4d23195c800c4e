package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Change;
import io.bactrian.call.Purpose;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Person;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promises 1, 7 and 8 for events: stored at once, told once, with the names that are known, and with few calls. */
class EventsAreToldTest {
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final List<Change> told = new CopyOnWriteArrayList<>();
    private World world;
    private CompanyLife life;
    private String template;

    @BeforeEach
    void open() {
        world = World.of(
                TestDatabases.H2,
                CompanySize.small(TravelClock.BEGINNING).withApprovals(0),
                Map.of("approval.changed", "direct:test-changed", "approval.settle", SETTLE.toSeconds() + "s"));
        listen();
        world.syncPeople();
        life = new CompanyLife(world);
        template = world.company().templates().get(0).processCode();
        world.meter().reset();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void fiveApproversAreTwoCalls() {
        List<String> approvers = people(1, 6);
        String id = world.company().start(template, people(0, 1).get(0), approvers);
        deliverAndDrain();
        for (int i = 0; i < 5; i++) {
            assertThat(row(id)).containsEntry("current_approvers", nameOf(approvers.get(i)));
            world.company().agree(id, "fine");
            life.deliver();
            settleAndDrain();
        }
        assertThat(world.calls(World.DETAIL)).isEqualTo(2);
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(told).hasSize(6);
        assertThat(told.get(0).kind()).isEqualTo(Change.Kind.NEW);
        assertThat(told.subList(1, 6)).allMatch(change -> change.kind() == Change.Kind.CHANGED);
        for (int i = 1; i < 6; i++) {
            assertThat(told.get(i).before().currentApproverIds()).containsExactly(approvers.get(i - 1));
        }
        assertThat(told).filteredOn(Change::isFinished).containsExactly(told.get(5));
    }

    @Test
    void threeApproversAndACommentAreThreeCalls() {
        String id = world.company().start(template, people(0, 1).get(0), people(1, 4));
        deliverAndDrain();
        for (int i = 0; i < 3; i++) {
            if (i == 1) {
                world.company().comment(id, people(0, 1).get(0), "please");
                deliverAndDrain();
            }
            world.company().agree(id, "");
            deliverAndDrain();
        }
        assertThat(world.calls(World.DETAIL)).isEqualTo(3);
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(told).as("new, agreed, commented, agreed, ended").hasSize(5);
    }

    @Test
    void aWholeLifeBeforeTheSettlingTimeIsOverIsOneCallAndToldOnce() {
        String id = world.company().start(template, people(0, 1).get(0), people(1, 4));
        world.company().agree(id, "");
        world.company().agree(id, "");
        world.company().refuse(id, "no");
        life.deliver();
        assertThat(row(id)).as("at once").containsEntry("status", "COMPLETED").containsEntry("result", "refuse");
        world.drain();
        assertThat(world.calls(World.DETAIL)).as("it has to settle").isZero();
        settleAndDrain();
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
        assertThat(told).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.NEW);
            assertThat(change.isFinished()).isTrue();
        });
        assertThat(world.differencesFromCompany()).isEmpty();

        life.deliverEverythingAgain();
        settleAndDrain();
        assertThat(told).as("nobody is told twice").hasSize(1);
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
    }

    @Test
    void whatWasStoredBeforeACrashIsToldAfterIt() {
        String id = world.company().start(template, people(0, 1).get(0), people(1, 3));
        deliverAndDrain();
        world.company().agree(id, "");
        life.deliver();
        told.clear();
        world.restart(Map.of());
        listen();
        settleAndDrain();
        assertThat(told).singleElement().satisfies(change -> {
            assertThat(change.before().currentApproverIds()).containsExactlyElementsOf(people(1, 2));
            assertThat(change.approval().runningTasks())
                    .extracting(task -> task.userId())
                    .containsExactlyElementsOf(people(2, 3));
        });
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
    }

    @Test
    void aDeletionIsToldOnceWithoutACall() {
        String id = world.company().start(template, people(0, 1).get(0), people(1, 3));
        deliverAndDrain();
        told.clear();
        world.company().delete(id);
        life.deliver();
        assertThat(world.rows("SELECT * FROM process_instance WHERE deleted_at IS NULL"))
                .isEmpty();
        settleAndDrain();
        life.deliverEverythingAgain();
        settleAndDrain();
        assertThat(told).extracting(Change::kind).containsExactly(Change.Kind.DELETED);
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void whatHistoryHasReadNeedsNoSecondRead() {
        String id = world.company().start(template, people(0, 1).get(0), people(1, 3));
        world.ask(Purpose.HISTORY, List.of(id));
        world.drain();
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
        deliverAndDrain();
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
        assertThat(told).hasSize(1);
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void aPlatformThatIsBehindItsOwnEventIsAskedAgainAndNotForEver() {
        String id = world.company().start(template, people(0, 1).get(0), people(1, 2));
        world.faults().vanish(id);
        deliverAndDrain();
        assertThat(row(id)).as("not yet there is not gone").containsEntry("deleted_at", null);
        world.faults().healApproval(id);
        settleAndDrain();
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.calls(World.DETAIL)).isEqualTo(2);

        // an end that the platform never shows
        life.deliver(new EventsOf(world.connection().name(), id)
                .at(world.clock().instant())
                .finished("agree"));
        for (int i = 0; i < 8; i++) {
            settleAndDrain();
        }
        assertThat(world.calls(World.DETAIL)).isEqualTo(2 + 6);
        assertThat(row(id)).as("the platform has the last word").containsEntry("status", "RUNNING");
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void aNameThatIsKnownIsThereAtOnceAndAnotherOneAsSoonAsItIs() {
        Person known = world.company().members().get(0);
        Person unknown = world.company().join("新人");
        world.company().start(template, known.userid(), List.of(unknown.userid()));
        life.deliver();
        assertThat(world.rows("SELECT originator_name, current_approvers FROM process_instance")
                        .get(0))
                .containsEntry("originator_name", known.name())
                .containsEntry("current_approvers", unknown.userid());
        settleAndDrain();
        assertThat(world.rows("SELECT current_approvers FROM process_instance").get(0))
                .containsEntry("current_approvers", "新人");
        assertThat(world.differencesFromCompany()).isEmpty();
    }

    @Test
    void anApproverWhoJoinedLaterIsNamedWithoutReadingTheApproval() {
        String id = world.company().start(template, people(0, 1).get(0), people(1, 2));
        deliverAndDrain();
        Person unknown = world.company().join("新人");
        world.company().redirect(id, unknown.userid(), "yours");
        told.clear();
        deliverAndDrain();
        assertThat(row(id)).containsEntry("current_approvers", "新人");
        assertThat(told)
                .singleElement()
                .satisfies(change -> assertThat(
                                change.approval().runningTasks().get(0).userName())
                        .isEqualTo("新人"));
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
    }

    @Test
    void whenTheMonthIsSpentEventsAreShownAndTheReadWaits() {
        world.restart(Map.of("connection.dingtalk.monthly-calls", "1", "connection.dingtalk.live-reserve", "1"));
        listen();
        String id = world.company().start(template, people(0, 1).get(0), people(1, 2));
        deliverAndDrain();
        world.company().agree(id, "");
        deliverAndDrain();
        assertThat(row(id)).containsEntry("status", "COMPLETED");
        assertThat(world.calls(World.DETAIL)).isEqualTo(1);
        assertThat(world.rows("SELECT state FROM work_item").get(0)).containsEntry("state", "due");
        world.restart(Map.of("connection.dingtalk.monthly-calls", "10"));
        listen();
        settleAndDrain();
        assertThat(told).filteredOn(Change::isFinished).hasSize(1);
        assertThat(world.differencesFromCompany()).isEmpty();
    }

    private void listen() {
        world.route("test-changed", exchange -> told.add(exchange.getMessage().getBody(Change.class)));
    }

    private void deliverAndDrain() {
        life.deliver();
        settleAndDrain();
    }

    private void settleAndDrain() {
        world.clock().jump(SETTLE);
        world.drain();
    }

    private Map<String, Object> row(String id) {
        return world.rows("SELECT status, result, current_approvers, deleted_at FROM process_instance"
                        + " WHERE process_instance_id = '" + id + "'")
                .get(0);
    }

    private List<String> people(int from, int to) {
        return world.company().members().subList(from, to).stream()
                .map(Person::userid)
                .toList();
    }

    private String nameOf(String userid) {
        return world.company().person(userid).orElseThrow().name();
    }
}
