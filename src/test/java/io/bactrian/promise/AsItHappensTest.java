package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.Person;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service over the real stream: what happens in the company is in the database seconds later, for few calls. */
class AsItHappensTest {
    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void theLifeOfOneApprovalCostsThreeDetails(TestDatabases database) {
        try (LiveWorld world = LiveWorld.of(database.fresh()).start()) {
            world.settle();
            List<Person> people = world.company().members();
            String originator = people.get(0).userid();
            List<String> approvers =
                    people.subList(1, 4).stream().map(Person::userid).toList();
            String id = world.company().start(world.company().templates().get(0).processCode(), originator, approvers);
            awaitStatus(world, id, "RUNNING");
            world.settle();
            world.company().agree(id, "ok");
            awaitApprover(world, id, approvers.get(1));
            world.company().comment(id, originator, "please be quick");
            world.settle();
            world.company().agree(id, "ok");
            awaitApprover(world, id, approvers.get(2));
            world.company().agree(id, "fine");
            awaitStatus(world, id, "COMPLETED");
            world.settle();
            world.awaitNoDifferences();
            assertThat(world.standIn().meter().calls(World.DETAIL)).isLessThanOrEqualTo(3);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.stream().meter().allSucceeded());
        }
    }

    @Test
    void ofATemplateThatIsNotToBeReadNothingIsStored() {
        try (LiveWorld world = LiveWorld.of(TestDatabases.H2.fresh())) {
            String wanted = world.company().templates().get(0).processCode();
            String other = world.company().templates().get(1).processCode();
            world.settings().put("connection.dingtalk.templates", wanted);
            world.start();
            String originator = world.company().members().get(0).userid();
            world.company().start(other, originator);
            String id = world.company().start(wanted, originator);
            awaitStatus(world, id, "RUNNING");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.stream().meter().allSucceeded());
            world.settle();
            assertThat(world.number("SELECT COUNT(*) FROM process_instance")).isEqualTo(1);
        }
    }

    private static void awaitStatus(LiveWorld world, String id, String status) {
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        world
                                .rows("SELECT status FROM process_instance WHERE process_instance_id = '" + id + "'")
                                .stream()
                                .anyMatch(row -> status.equals(row.get("status"))));
    }

    private static void awaitApprover(LiveWorld world, String id, String approver) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> world
                        .rows("SELECT current_approver_ids AS ids FROM process_instance WHERE process_instance_id = '"
                                + id + "'")
                        .stream()
                        .anyMatch(row -> ("[\"" + approver + "\"]").equals(row.get("ids"))));
    }
}
