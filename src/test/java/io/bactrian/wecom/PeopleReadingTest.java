package io.bactrian.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A department that comes up between the list of departments and the list of ids. */
class PeopleReadingTest {
    private final PeopleReading reading = new PeopleReading(new DirectoryQuery(null, null, null, "direct:page"));

    @BeforeEach
    void oneDepartmentIsListed() throws Exception {
        reading.found(
                WeComDirectoryMapper.department(
                        new ObjectMapper().readTree("{\"id\":12,\"parentid\":0}"), Instant.EPOCH),
                0,
                false);
    }

    @Test
    void whoIsAlsoElsewhereIsToldOfThere() {
        reading.found("u1", "99");
        reading.found("u1", "12");
        reading.idsAreKnown();
        reading.complete();

        assertThat(reading.idsOnly("12", Set.of())).extracting(Member::userId).containsExactly("u1");
        assertThat(reading.problems()).isEmpty();
    }

    @Test
    void whoIsOnlyThereIsAGapSoThatNobodyIsTakenForGone() {
        reading.found("u1", "99");
        reading.idsAreKnown();
        reading.complete();

        assertThat(reading.problems())
                .singleElement()
                .isInstanceOf(Problem.class)
                .satisfies(problem -> {
                    assertThat(problem.id()).isEqualTo("u1");
                    assertThat(problem.toString()).contains("true");
                });
    }
}
