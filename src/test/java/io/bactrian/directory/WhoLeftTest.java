package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.ErrorClass;
import io.bactrian.directory.DirectoryPage.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhoLeftTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        for (int i = 0; i < 10; i++) {
            company.department("d" + i, "1", "D" + i);
            company.hire("p" + i, "P" + i, "d" + i);
        }
        bench.sync();
    }

    @Test
    void whoIsNotSeenInACompleteReadingIsMarkedAndNotDeleted() {
        company.people.remove("p3");
        company.close("d3");
        DirectoryOutcome outcome = bench.sync();
        assertThat(outcome).isEqualTo(new DirectoryOutcome(true, 1, 1, null));
        assertThat(outcome.hasFailed()).isFalse();
        assertThat(bench.member("p3")).containsEntry("state", "left").containsEntry("name", "P3");
        assertThat(bench.member("p3").get("left_at")).isEqualTo(bench.clock.millis());
        assertThat(bench.department("d3")).containsEntry("state", "gone").containsEntry("total_headcount", 0);
        assertThat(bench.department("1")).containsEntry("total_headcount", 9);
    }

    @Test
    void whoComesBackIsActiveOnTheOldRow() {
        Person person = company.people.remove("p3");
        bench.sync();
        Object firstSeen = bench.member("p3").get("first_seen_at");
        company.people.put("p3", person);
        bench.sync();
        assertThat(bench.member("p3"))
                .containsEntry("state", "active")
                .containsEntry("left_at", null)
                .containsEntry("first_seen_at", firstSeen);
        assertThat(bench.department("d3")).containsEntry("direct_headcount", 1);
        assertThat(bench.run.counts().changed()).isEqualTo(1);
    }

    @Test
    void aDepartmentComesBackOnTheOldRow() {
        company.people.remove("p3");
        company.close("d3");
        bench.sync();
        company.department("d3", "1", "D3");
        bench.sync();
        assertThat(bench.department("d3")).containsEntry("state", "active").containsEntry("gone_at", null);
    }

    @Test
    void anIncompleteReadingMarksNobody() {
        company.people.remove("p3");
        company.broken.put("d5", Company.failure(ErrorClass.RETRY));
        DirectoryOutcome outcome = bench.sync();
        assertThat(outcome.complete()).isFalse();
        assertThat(outcome.hasFailed()).isTrue();
        assertThat(bench.member("p3")).containsEntry("state", "active");
    }

    @Test
    void aPersonWithoutAnIdMarksNobody() {
        company.people.remove("p3");
        company.oddities.add(new Problem("member", null, "no userid", true));
        assertThat(bench.sync().hasFailed()).isTrue();
        assertThat(bench.member("p3")).containsEntry("state", "active");
    }

    @Test
    void tooManyAtOnceMarksNobodyAndSaysWhichSettingDecides() {
        company.people.keySet().removeIf(id -> id.compareTo("p3") < 0);
        DirectoryOutcome outcome = bench.sync();
        assertThat(outcome.hasFailed()).isTrue();
        assertThat(outcome.markedLeft()).isZero();
        assertThat(outcome.message()).contains("3 of 10 members").contains("directory.gone-share");
        assertThat(bench.rows("member")).allMatch(row -> "active".equals(row.get("state")));
    }

    @Test
    void exactlyTheSetShareIsMarked() {
        company.people.keySet().removeIf(id -> id.compareTo("p2") < 0);
        assertThat(bench.sync().markedLeft()).isEqualTo(2);
    }

    @Test
    void whoLeftLongAgoDoesNotCountAgain() {
        company.people.remove("p0");
        bench.sync();
        DirectoryOutcome outcome = bench.sync();
        assertThat(outcome).isEqualTo(new DirectoryOutcome(true, 0, 0, null));
    }
}
