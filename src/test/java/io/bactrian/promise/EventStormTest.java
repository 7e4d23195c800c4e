package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.Approval;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Person;
import io.bactrian.demo.StreamedEvent;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thousand events at once, when only twenty details a second may be read. */
class EventStormTest {
    private static final int APPROVALS = 250;
    /** So slow that details are still to come however long the events may take. */
    private static final int PACE = 8;

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void everyEventIsAcknowledgedInTimeAndItsStateIsThereLongBeforeItsDetail(TestDatabases database) {
        CompanySize size =
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(20).withTemplates(2);
        Map<String, String> pace = Map.of("connection.dingtalk.calls-per-second", String.valueOf(PACE));
        try (LiveWorld world = new LiveWorld(database.fresh(), size, pace).start()) {
            world.stream().faults().pushAgainAfter(Duration.ofMillis(200)).attempts(1000);
            world.settle();
            storm(world, 20);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> world.stream().meter().allSucceeded());
            world.stream().meter().reset();

            storm(world, APPROVALS);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> world.stream().meter().allSucceeded());

            assertThat(statuses(world)).isEqualTo(expected(world));
            assertThat(world.number("SELECT COUNT(*) FROM work_item"))
                    .as("details are still to come")
                    .isPositive();
            assertThat(world.stream().meter().events()).hasSizeGreaterThanOrEqualTo(1000);
            // a busy machine is given time; the bench measures it on a quiet one
            assertThat(world.stream().meter().slowestAnswer()).isLessThan(Duration.ofSeconds(10));
            assertThat(stored(world)).containsAll(acknowledged(world));
            // a busy machine may hold up some calls on their way until the next ones have closed up
            assertThat(world.standIn().meter().busiestSecond(World.DETAIL)).isLessThanOrEqualTo(2 * PACE);
        }
    }

    private static void storm(LiveWorld world, int approvals) {
        List<String> people =
                world.company().members().stream().map(Person::userid).toList();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < approvals; i++) {
            String code = world.company().templates().get(i % 2).processCode();
            ids.add(world.company()
                    .start(code, people.get(i % 20), List.of(people.get((i + 1) % 20), people.get((i + 2) % 20))));
        }
        ids.forEach(id -> world.company().agree(id, "ok"));
        for (int i = 0; i < approvals; i += 5) {
            world.company().refuse(ids.get(i), "no");
            world.company().agree(ids.get(i + 1), "fine");
        }
    }

    private static Map<String, String> statuses(LiveWorld world) {
        Map<String, String> statuses = new TreeMap<>();
        world.rows("SELECT process_instance_id, status FROM process_instance")
                .forEach(row -> statuses.put((String) row.get("process_instance_id"), (String) row.get("status")));
        return statuses;
    }

    private static Map<String, String> expected(LiveWorld world) {
        Map<String, String> statuses = new TreeMap<>();
        world.company()
                .approvals()
                .map(Approval::id)
                .forEach(id -> statuses.put(
                        id, world.company().approval(id).orElseThrow().status()));
        return statuses;
    }

    private static TreeSet<String> stored(LiveWorld world) {
        return world.rows("SELECT event_id FROM platform_event").stream()
                .map(row -> (String) row.get("event_id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static TreeSet<String> acknowledged(LiveWorld world) {
        return world.stream().meter().events().stream()
                .filter(event -> event.outcome() == StreamedEvent.Outcome.SUCCESS)
                .map(event -> event.event().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
