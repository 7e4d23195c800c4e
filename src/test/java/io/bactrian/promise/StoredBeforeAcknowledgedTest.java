package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.approval.Intake;
import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 1. A history cursor moves past a page only when that page's ids are on the work list. */
@ParameterizedClass
@EnumSource(TestDatabases.class)
class StoredBeforeAcknowledgedTest {
    private static final CompanySize SIX_PAGES =
            CompanySize.small(TravelClock.BEGINNING).withTemplates(1);

    @Parameter
    TestDatabases database;

    private final AtomicInteger pages = new AtomicInteger();
    private final Set<String> handedOver = ConcurrentHashMap.newKeySet();
    private World world;

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6})
    void aPageWhoseIdsDoNotReachTheListIsListedAgainAndNoOther(int page) {
        world = World.of(database, SIX_PAGES, Map.of("approval.intake", "direct:test-intake"));
        world.route(
                "test-intake",
                exchange -> {
                    if (pages.incrementAndGet() == page) {
                        throw new IllegalStateException("no room on the list");
                    }
                    handedOver.addAll(
                            exchange.getMessage().getBody(Intake.class).ids());
                },
                "direct:approval-intake");

        World.Outcome interrupted = world.history();
        assertThat(interrupted.state()).isEqualTo("stopped");
        assertThat(interrupted.failure()).contains("no room on the list");
        assertThat(world.number("SELECT SUM(ids) FROM history_window")).isEqualTo(handedOver.size());

        World.Outcome resumed = world.history();
        assertThat(resumed.run().isResumed()).isTrue();
        assertThat(resumed.state()).isEqualTo("succeeded");
        assertThat(world.calls(World.LIST)).isEqualTo(7);
        assertThat(world.calls(World.DETAIL)).isEqualTo(world.company().approvalCount());
        assertThat(world.number("SELECT COUNT(*) FROM process_instance"))
                .isEqualTo(world.company().approvalCount());
    }
}
