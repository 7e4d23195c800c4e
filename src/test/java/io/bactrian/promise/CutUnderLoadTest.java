package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanyLife;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Person;
import io.bactrian.demo.StreamedEvent.Outcome;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stream breaks while much happens, and what happens meanwhile is lost: the gap is closed, and nothing is missing. */
class CutUnderLoadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CUTS = 20;
    private static final CompanySize SIZE =
            CompanySize.small(Instant.now()).withApprovals(0).withPeople(20).withTemplates(2);

    @ParameterizedTest
    @EnumSource(value = TestDatabases.class, names = "MYSQL")
    void afterTwentyCutsTheDatabaseIsAsTheCompanyIs(TestDatabases database) {
        Map<String, String> settings = Map.of("stream.keep-alive", "1s", "stream.gap-reads", "1000");
        try (LiveWorld world = new LiveWorld(database.fresh(), SIZE, settings).start()) {
            world.stream().faults().pushAgainAfter(Duration.ofMillis(200)).attempts(1000);
            Random chance = new Random(7);
            List<CompanyLife> lives = IntStream.range(0, 3)
                    .mapToObj(seed -> CompanyLife.start(world.company(), Duration.ofMillis(60), seed))
                    .toList();
            for (int cut = 0; cut < CUTS; cut++) {
                long before = lives.get(0).steps();
                int more = 1 + chance.nextInt(4);
                await().atMost(PATIENCE)
                        .until(() ->
                                world.stream().connected() > 0 && lives.get(0).steps() >= before + more);
                long cutAt = System.currentTimeMillis();
                interrupt(world, cut, chance);
                await().atMost(PATIENCE).until(() -> isConnectedSince(world, cutAt));
            }
            long lost = world.stream().meter().lost();
            lives.forEach(CompanyLife::close);
            // what was on its way when the wire was cut comes again
            await().atMost(PATIENCE).until(() -> world.stream().meter().events(Outcome.WAITING) == 0);
            world.settle();
            world.syncPeople();

            assertThat(lost).as("events that nobody heard").isPositive();
            world.awaitNoDifferencesThatMatter();
            assertThat(world.rows("SELECT id FROM stream_gap WHERE closed_at IS NULL OR ended_at IS NULL"
                            + " OR ended_at < began_at OR reason = '' OR note IS NULL OR note = ''"))
                    .isEmpty();
            assertThat(world.rows("SELECT DISTINCT reason FROM stream_gap"))
                    .extracting(row -> row.get("reason"))
                    .contains("the connection was lost");
            assertThat(world.rows("SELECT id FROM run WHERE command = 'gap' AND state NOT IN ('succeeded', 'stopped')"))
                    .isEmpty();
        }
    }

    private static void interrupt(LiveWorld world, int cut, Random chance) {
        if (cut == CUTS / 2) {
            world.stream().silence();
        } else {
            if (cut % 3 == 0) {
                world.stream().faults().shutFor(Duration.ofMillis(50 + chance.nextInt(200)));
            }
            world.stream().cut();
        }
    }

    /** And that is written down, as is what was before. */
    private static boolean isConnectedSince(LiveWorld world, long moment) {
        return world.number("SELECT COUNT(*) FROM stream_life WHERE connected = TRUE AND since_at > " + moment) == 1;
    }

    private static boolean isConnected(LiveWorld world) {
        return world.stream().connected() > 0
                && world.runtime().streamStates().of("dingtalk").orElseThrow().connected();
    }

    @Test
    void whereManyAreOpenThoseThatEndedAreFoundFirstAndAllAreRightInTheEnd() {
        Map<String, String> settings = Map.of("stream.gap-reads", "5");
        try (LiveWorld world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, settings).start()) {
            world.settle();
            List<String> people =
                    world.company().members().stream().map(Person::userid).toList();
            List<String> ids = IntStream.range(0, 12)
                    .mapToObj(i -> world.company()
                            .start(
                                    world.company().templates().get(0).processCode(),
                                    people.get(i),
                                    people.subList(12, 14)))
                    .toList();
            await().atMost(PATIENCE)
                    .until(() -> world.number("SELECT COUNT(*) FROM process_instance WHERE read_at IS NOT NULL") == 12);
            world.settle();
            long details = world.standIn().meter().calls(World.DETAIL);

            loseTheStream(world);
            ids.subList(0, 4).forEach(id -> world.company().refuse(id, "no"));
            ids.subList(4, 8).forEach(id -> world.company().agree(id, "ok"));
            world.stream().faults().gatewayRefuses(0);
            await().atMost(PATIENCE).until(() -> isConnected(world));
            world.settle();

            assertThat(world.number("SELECT COUNT(*) FROM process_instance WHERE status = 'COMPLETED'"))
                    .isEqualTo(4);
            assertThat(world.rows("SELECT note FROM stream_gap ORDER BY id DESC LIMIT 1")
                            .get(0)
                            .get("note")
                            .toString())
                    .contains("more than 5 are open");
            assertThat(world.standIn().meter().calls(World.DETAIL) - details)
                    .as("each is read once, but for those that were being read in that moment")
                    .isBetween(12L, 16L);
            world.awaitNoDifferencesThatMatter();
        }
    }

    @Test
    void whatEndsInAGapWhileItIsReadForTheFirstTimeIsReadOnceMore() {
        try (LiveWorld world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, Map.of()).start()) {
            world.settle();
            loseTheStream(world);
            List<String> people =
                    world.company().members().stream().map(Person::userid).toList();
            String id = world.company()
                    .start(world.company().templates().get(0).processCode(), people.get(0), people.subList(1, 2));
            world.standIn().faults().slowNext(1, Duration.ofSeconds(5), World.DETAIL);
            long details = world.standIn().meter().calls(World.DETAIL);
            world.stream().faults().gatewayRefuses(0);
            await().atMost(PATIENCE).until(() -> world.standIn().meter().calls(World.DETAIL) > details);

            loseTheStream(world);
            world.company().agree(id, "ok");
            world.stream().faults().gatewayRefuses(0);
            await().atMost(PATIENCE).until(() -> isConnected(world));
            world.settle();

            world.awaitNoDifferencesThatMatter();
            assertThat(world.standIn().meter().calls(World.DETAIL) - details)
                    .as("before its end, and after it")
                    .isEqualTo(2);
        }
    }

    private static void loseTheStream(LiveWorld world) {
        world.stream().faults().gatewayRefuses(500);
        world.stream().cut();
        await().atMost(PATIENCE).until(() -> !isConnected(world));
    }
}
