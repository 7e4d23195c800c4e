package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names from elsewhere: better than none, and never over one of the directory's own. */
class ToldNamesTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        bench.company.hire("a", null, "1");
        bench.company.hire("b", "Bo", "1");
        bench.sync();
        bench.company.askedFor.clear();
    }

    private Map<?, ?> tell(List<String> ids, Map<String, String> told) {
        NamesQuery query =
                NamesQuery.of(bench.connection, ids, Purpose.LIVE, true).withTold(new NamesTold(told, Map.of()));
        return Calls.request(bench.template, NamesRoutes.NAMES, query, Map.class);
    }

    @Test
    void whoHasNoNameGetsItAndIsMarkedAndWhoHasOneKeepsIt() {
        bench.jdbc.update("UPDATE member SET name_pending = FALSE", Map.of());

        assertThat(tell(List.of("a", "b"), Map.of("a", "Li Na", "b", "Bob")))
                .isEqualTo(Map.of("a", "Li Na", "b", "Bo"));

        assertThat(bench.member("a")).containsEntry("name", "Li Na").containsEntry("name_pending", true);
        assertThat(bench.member("b")).containsEntry("name", "Bo").containsEntry("name_pending", false);
        assertThat(bench.company.askedFor).isEmpty();
    }

    @Test
    void tellingAgainAndReadingAgainWriteNothing() {
        tell(List.of("a"), Map.of("a", "Li Na"));
        var before = bench.rows("member");

        tell(List.of("a"), Map.of("a", "Li Na", "b", "Bo"));
        tell(List.of(), Map.of("a", "Somebody Else"));
        assertThat(bench.rows("member")).isEqualTo(before);
        bench.sync();
        assertThat(bench.run.counts().changed()).isZero();
        assertThat(bench.rows("member")).isEqualTo(before);
    }

    @Test
    void anyLaterNameOfTheDirectoryComesOverIt() {
        bench.jdbc.update("UPDATE member SET name_pending = FALSE", Map.of());
        tell(List.of("a"), Map.of("a", "Li Na"));
        bench.company.people.get("a").name = "Li Nana";

        bench.sync();

        assertThat(bench.member("a")).containsEntry("name", "Li Nana").containsEntry("name_pending", true);
        assertThat(tell(List.of("a"), Map.of("a", "Li Na"))).hasToString("{a=Li Nana}");
    }

    @Test
    void blanksAndIdsAreNoNames() {
        var before = bench.rows("member");

        assertThat(tell(List.of("a"), Map.of("a", "A ", "c", " ", "d", "d", " ", "Nobody", "x".repeat(200), "Long")))
                .isEmpty();

        assertThat(bench.rows("member")).isEqualTo(before);
    }

    @Test
    void whoWasNeverAskedForIsAskedForOnceAllTheSame() {
        bench.company.hire("new", "Nia", "1");
        tell(List.of(), Map.of("new", "Nia Old", "gone", "Gus"));
        assertThat(bench.company.askedFor).isEmpty();
        assertThat(bench.member("gone")).containsEntry("name", "Gus").containsEntry("state", "unknown");

        assertThat(tell(List.of("new", "gone"), Map.of())).isEqualTo(Map.of("new", "Nia", "gone", "Gus"));
        assertThat(tell(List.of("new", "gone"), Map.of())).hasSize(2);

        assertThat(bench.company.askedFor).containsExactlyInAnyOrder("new", "gone");
        assertThat(bench.member("new")).containsEntry("name", "Nia").containsEntry("state", "active");
        assertThat(bench.member("gone")).containsEntry("name", "Gus").containsEntry("state", "unknown");
    }

    @Test
    void aNameFromElsewhereServesWhileThePlatformCannotBeAsked() {
        bench.company.hire("new", "Nia", "1");
        bench.company.broken.put("new", Company.failure(ErrorClass.RETRY));

        assertThat(tell(List.of("new"), Map.of("new", "Nia Old"))).hasToString("{new=Nia Old}");
        bench.company.broken.clear();
        assertThat(tell(List.of("new"), Map.of())).hasToString("{new=Nia}");

        assertThat(bench.member("new")).containsEntry("name", "Nia").containsEntry("name_pending", true);
    }
}
