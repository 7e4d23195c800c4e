package io.bactrian.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.CompanySize;
import io.bactrian.promise.TravelClock;
import io.bactrian.promise.World;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked of the list comes in portions, and no more of it once everything is to stop. */
class StoppedSweepTest {
    private final List<Intake> intakes = new CopyOnWriteArrayList<>();
    private World world;
    private boolean stopAtFirst;

    @BeforeEach
    void readEverything() {
        CompanySize size = new CompanySize(
                40, 10, 1, 600, 4711, TravelClock.BEGINNING.minus(Duration.ofDays(100)), TravelClock.BEGINNING);
        world = World.of(TestDatabases.H2, size, Map.of("approval.intake", "direct:test-intake"));
        world.route(
                "test-intake",
                exchange -> {
                    intakes.add(exchange.getMessage().getBody(Intake.class));
                    if (stopAtFirst) {
                        world.runtime().stopSignal().raise();
                    }
                },
                ApprovalRoutes.INTAKE);
        world.history(110, false);
        intakes.clear();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aSweepStopsPagingAndTakesNothingForMissing() {
        // all look open to us, so that the sweep lists a page at least
        world.runtime().tables().jdbc().update("UPDATE process_instance SET status = 'RUNNING'", Map.of());
        world.meter().reset();
        stopAtFirst = true;
        world.sweep();
        assertThat(world.calls(World.LIST)).isEqualTo(1);
        assertThat(intakes)
                .singleElement()
                .satisfies(page -> assertThat(page.ids()).isEmpty());
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
    }

    @Test
    void aBigRefreshComesInPortions() {
        world.runtime().tables().jdbc().update("UPDATE process_instance SET status = 'COMPLETED'", Map.of());
        assertThat(world.refresh(200, 10_000).counts().read()).isEqualTo(600);
        assertThat(intakes).extracting(intake -> intake.ids().size()).containsExactly(500, 100);
    }
}
