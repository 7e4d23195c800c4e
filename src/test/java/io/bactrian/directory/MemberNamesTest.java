package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberNamesTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        bench.company.hire("a", "Li Na", "1");
        bench.company.hire("b", "Bo", "1");
    }

    private Map<String, String> find(String... ids) {
        return bench.names.find(bench.connection, Arrays.asList(ids), Purpose.LIVE);
    }

    @Test
    void whoIsInTheTableIsNotAskedFor() {
        bench.sync();
        assertThat(find("a", "b")).isEqualTo(Map.of("a", "Li Na", "b", "Bo"));
        assertThat(bench.company.askedFor).isEmpty();
    }

    @Test
    void whoLeftKeepsTheName() {
        bench.sync();
        bench.jdbc.getJdbcTemplate().update("UPDATE member SET state = 'left'");
        assertThat(find("a")).containsEntry("a", "Li Na");
        assertThat(bench.company.askedFor).isEmpty();
    }

    @Test
    void whoIsNotInTheTableIsAskedForOnceAndStored() {
        assertThat(find("a")).containsEntry("a", "Li Na");
        assertThat(find("a")).containsEntry("a", "Li Na");
        assertThat(bench.company.askedFor).containsExactly("a");
        assertThat(bench.member("a")).containsEntry("state", "active").containsEntry("name_pending", true);
    }

    @Test
    void anUnknownIdIsRememberedAndNotAskedForAgain() {
        assertThat(find("bpms_system", "a")).isEqualTo(Map.of("a", "Li Na"));
        assertThat(bench.member("bpms_system"))
                .containsEntry("state", "unknown")
                .containsEntry("name", null);
        try (Workbench restarted = restarted()) {
            assertThat(restarted.names.find(bench.connection, List.of("bpms_system"), Purpose.LIVE))
                    .isEmpty();
            assertThat(restarted.company.askedFor).isEmpty();
        }
    }

    @Test
    void anUnknownIdIsAskedForAgainMuchLater() {
        find("ghost");
        try (Workbench restarted = restarted()) {
            restarted.clock.move(Duration.ofDays(8));
            assertThat(restarted.names.find(bench.connection, List.of("ghost"), Purpose.LIVE))
                    .isEmpty();
            assertThat(restarted.names.find(bench.connection, List.of("ghost"), Purpose.LIVE))
                    .isEmpty();
            assertThat(restarted.company.askedFor).containsExactly("ghost");
        }
    }

    private Workbench restarted() {
        try {
            return new Workbench(database, MainDepartment.LEAF, bench.connection);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anUnknownIdThatTurnsUpBecomesAPersonWithAPendingName() {
        find("new");
        assertThat(find("new")).isEmpty();
        bench.company.hire("new", "Chen", "1");
        bench.sync();
        assertThat(bench.member("new"))
                .containsEntry("state", "active")
                .containsEntry("name", "Chen")
                .containsEntry("name_pending", true);
        assertThat(find("new")).containsEntry("new", "Chen");
    }

    @Test
    void aFailedCallIsNotRemembered() {
        bench.company.broken.put("a", Company.failure(ErrorClass.QUOTA));
        assertThat(find("a", "b")).isEqualTo(Map.of("b", "Bo"));
        assertThat(bench.rows("member")).hasSize(1);
        bench.company.broken.clear();
        assertThat(find("a")).containsEntry("a", "Li Na");
    }

    @Test
    void nobodyIsAskedWhenOnlyWhatIsKnownIsWanted() {
        find("a");
        assertThat(bench.names.known(bench.connection, List.of("a", "b"))).isEqualTo(Map.of("a", "Li Na"));
        assertThat(find("b")).containsEntry("b", "Bo");
    }

    @Test
    void aNewNameIsSeenAtOnce() {
        bench.sync();
        find("a");
        bench.company.people.get("a").name = "Li Nana";
        bench.sync();
        assertThat(find("a")).containsEntry("a", "Li Nana");
    }

    @Test
    void whatOnlyALookUpTellsIsNotErasedByAReading() {
        bench.company.people.get("a").manager = "b";
        find("a");
        bench.sync();
        assertThat(bench.member("a")).containsEntry("manager_userid", "b");
    }

    @Test
    void blanksAndNullsAreNoIds() {
        assertThat(find("", " ", null, "x".repeat(200))).isEmpty();
        assertThat(bench.company.askedFor).isEmpty();
    }

    @Test
    void manyWhoWantToKnowAskOnce() {
        List<Map<String, String>> answers = IntStream.range(0, 20)
                .parallel()
                .mapToObj(n -> find("a", "ghost"))
                .toList();
        assertThat(answers).allMatch(Map.of("a", "Li Na")::equals);
        assertThat(bench.company.askedFor).containsExactlyInAnyOrder("a", "ghost");
    }
}
