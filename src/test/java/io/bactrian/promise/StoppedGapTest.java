package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that is stopped while it looks for what a gap has hidden has not seen everything, and does not say so. */
class StoppedGapTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CompanySize SIZE =
            CompanySize.small(Instant.now()).withApprovals(0).withPeople(20).withTemplates(3);

    @Test
    void theGapStaysOpenUntilTheNextOneHasLooked() {
        try (LiveWorld world = new LiveWorld(TestDatabases.H2.fresh(), SIZE, Map.of()).start()) {
            world.settle();
            world.stream().faults().gatewayRefuses(500);
            world.stream().cut();
            await().atMost(PATIENCE)
                    .until(() -> world.number("SELECT COUNT(*) FROM stream_gap WHERE ended_at IS NULL") == 1);
            for (int template = 0; template < 3; template++) {
                world.company()
                        .start(
                                world.company().templates().get(template).processCode(),
                                world.company().members().get(0).userid());
            }
            world.standIn().faults().slow(1, Duration.ofSeconds(8), "instanceIds/query");
            world.standIn().meter().reset();
            world.stream().faults().gatewayRefuses(0);
            await().atMost(PATIENCE).until(() -> world.standIn().meter().calls(World.LIST) >= 1);
            world.stop();
            world.standIn().faults().none();

            world.look();
            assertThat(world.rows("SELECT id FROM stream_gap WHERE closed_at IS NULL"))
                    .hasSize(1);
            assertThat(world.rows("SELECT state FROM run WHERE command = 'gap' ORDER BY id DESC LIMIT 1"))
                    .singleElement()
                    .satisfies(run -> assertThat(run.get("state")).isNotEqualTo("succeeded"));
            world.stop();
            world.start();
            world.settle();
            world.syncPeople();
            world.awaitNoDifferences();
        }
    }
}
