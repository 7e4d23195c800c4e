package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A crash loses nothing, and two commands side by side do no harm to each other. */
class KilledBackfillTest {
    private static final int READERS = 8;

    @TempDir
    Path folder;

    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.class)
    void aBackfillThatWasKilledGoesOnWhereItStopped(TestDatabases database) throws Exception {
        CompanySize size =
                CompanySize.small(TravelClock.BEGINNING).withTemplates(1).withApprovals(240);
        world = World.of(database == TestDatabases.H2 ? file() : database.fresh(), size, Map.of("approval.batch", "5"));
        world.syncPeople();
        Map<String, String> slowly = new HashMap<>(world.settings());
        slowly.put("connection.dingtalk.calls-per-second", "60");
        Process killed = BackfillProcess.start(80, slowly);
        await().atMost(60, TimeUnit.SECONDS).until(() -> world.calls(World.DETAIL) >= 60);
        killed.destroyForcibly().waitFor();
        long before = world.calls(World.DETAIL);
        assertThat(before).isLessThan(240);

        World.Outcome resumed = world.history();
        assertThat(resumed.run().isResumed()).isTrue();
        assertThat(resumed.state()).isEqualTo("succeeded");
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.rows("SELECT * FROM work_item")).isEmpty();
        assertThat(world.calls(World.LIST)).isLessThanOrEqualTo(12 + 1);
        assertThat(world.calls(World.DETAIL))
                .as("each reader had one approval in hand, and at most one batch on its way into the database")
                .isLessThanOrEqualTo(240 + READERS * (1 + 5));
    }

    @Test
    void twoProcessesOnOneFileShareThePaceAndTheOneThatEndsFirstTakesNothingAway() throws Exception {
        world = World.of(
                file(),
                CompanySize.small(TravelClock.BEGINNING).withApprovals(60),
                Map.of("connection.dingtalk.calls-per-second", "20"));
        world.faults().callsPerSecond(20);
        Process other = BackfillProcess.start(20, world.settings());
        World.Outcome mine = world.history();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).isZero();
        assertThat(mine.state()).isEqualTo("succeeded");
        world.syncPeople();
        assertThat(world.differencesFromCompany()).isEmpty();
        assertThat(world.calls(World.DETAIL))
                .as("each may read what the other had read before it began, and nothing twice itself")
                .isBetween(60L, 2 * 60L);
        // the pace that processes share is the database's, and a moment passes until a call is at the platform
        assertThat(world.meter().busiestSecond(World.DETAIL)).isLessThanOrEqualTo(30);
    }

    private Map<String, String> file() {
        return Map.of(
                "db.url",
                "jdbc:h2:file:" + folder.resolve("bactrian")
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;AUTO_SERVER=TRUE"
                        + ";LOCK_TIMEOUT=20000");
    }
}
