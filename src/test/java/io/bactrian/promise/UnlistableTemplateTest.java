package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.CompanySize;
import io.bactrian.store.TestDatabases;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One template that only a person can mend keeps no gap open and lets no look begin anew; it is written down. */
class UnlistableTemplateTest {
    @Test
    void theOthersAreLookedThroughAndTheGapIsClosed() {
        try (LiveWorld world = new LiveWorld(
                TestDatabases.H2.fresh(),
                CompanySize.small(Instant.now()).withApprovals(0).withPeople(12),
                Map.of())) {
            String code = world.company().templates().get(0).processCode();
            String missed =
                    world.company().start(code, world.company().members().get(0).userid());
            world.settings().put("connection.dingtalk.templates", code + ",PROC-NOT-THERE");
            world.start();
            world.settle();
            assertThat(world.rows("SELECT process_instance_id AS id FROM process_instance"))
                    .extracting(row -> row.get("id"))
                    .containsExactly(missed);
            assertThat(world.rows("SELECT state FROM run WHERE command = 'gap'"))
                    .extracting(row -> row.get("state"))
                    .containsOnly("succeeded");
            assertThat(world.rows("SELECT item_id FROM run_problem WHERE kind = 'template'"))
                    .extracting(row -> row.get("item_id"))
                    .contains("PROC-NOT-THERE");
        }
    }
}
