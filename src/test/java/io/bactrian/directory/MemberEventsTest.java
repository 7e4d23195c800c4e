package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.directory.DirectoryEvent.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberEventsTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        company.department("10", "1", "财务");
        company.department("11", "10", "应付");
        company.hire("a", "Li Na", "10");
        company.hire("b", "Bo", "11");
        bench.sync();
    }

    private void isAllDone() {
        assertThat(bench.rows("directory_work")).isEmpty();
    }

    @Test
    void whoJoinedIsAddedWithOneCallAndCounted() {
        company.hire("c", "Chen", "11", "10");
        bench.happens(Kind.MEMBER_CHANGED, "c");
        bench.drain();
        assertThat(company.askedFor).containsExactly("c");
        assertThat(bench.member("c"))
                .containsEntry("state", "active")
                .containsEntry("name", "Chen")
                .containsEntry("name_pending", true)
                .containsEntry("main_dept_id", "11")
                .containsEntry("main_dept_name", "应付")
                .containsEntry("dept_names", "应付, 财务");
        assertThat(bench.department("11")).containsEntry("direct_headcount", 2);
        assertThat(bench.department("1")).containsEntry("total_headcount", 3);
        isAllDone();
    }

    @Test
    void whatAnEventLeavesIsWhatAReadingWouldLeave() {
        company.hire("c", "Chen", "11", "10");
        company.people.get("a").departments = List.of("11");
        bench.happens(Kind.MEMBER_CHANGED, "c", "a");
        bench.drain();
        var members = bench.rows("member");
        var places = bench.rows("member_department");
        var departments = bench.rows("department");
        bench.sync();
        assertThat(bench.rows("member")).isEqualTo(members);
        assertThat(bench.rows("member_department")).isEqualTo(places);
        assertThat(bench.rows("department")).isEqualTo(departments);
    }

    @Test
    void whoMovedIsCountedElsewhere() {
        company.people.get("b").departments = List.of("10");
        bench.happens(Kind.MEMBER_CHANGED, "b");
        bench.drain();
        assertThat(bench.member("b")).containsEntry("main_dept_name", "财务");
        assertThat(bench.department("11")).containsEntry("direct_headcount", 0);
        assertThat(bench.department("10")).containsEntry("direct_headcount", 2);
    }

    @Test
    void aNewNameIsShownAtOnceAndMarkedForTheApprovals() {
        bench.jdbc.getJdbcTemplate().update("UPDATE member SET name_pending = FALSE");
        assertThat(bench.names.find(bench.connection, List.of("a"), Purpose.LIVE))
                .containsEntry("a", "Li Na");
        company.people.get("a").name = "Li Nana";
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.drain();
        assertThat(bench.member("a")).containsEntry("name", "Li Nana").containsEntry("name_pending", true);
        assertThat(bench.names.find(bench.connection, List.of("a"), Purpose.LIVE))
                .containsEntry("a", "Li Nana");
    }

    @Test
    void whoLeftIsMarkedWithoutACall() {
        bench.happens(Kind.MEMBER_LEFT, "b");
        bench.drain();
        assertThat(company.askedFor).isEmpty();
        assertThat(bench.member("b")).containsEntry("state", "left").containsEntry("name", "Bo");
        assertThat(bench.member("b").get("left_at")).isEqualTo(bench.clock.millis());
        assertThat(bench.department("11")).containsEntry("direct_headcount", 0);
        assertThat(bench.department("1")).containsEntry("total_headcount", 1);
        isAllDone();
    }

    @Test
    void whoLeavesUnknownToUsIsNoRow() {
        bench.happens(Kind.MEMBER_LEFT, "stranger");
        bench.drain();
        assertThat(bench.rows("member")).hasSize(2);
        isAllDone();
    }

    @Test
    void whoJoinsAgainIsActiveOnTheOldRow() {
        Object firstSeen = bench.member("b").get("first_seen_at");
        bench.happens(Kind.MEMBER_LEFT, "b");
        bench.drain();
        bench.happens(Kind.MEMBER_CHANGED, "b");
        bench.drain();
        assertThat(bench.member("b"))
                .containsEntry("state", "active")
                .containsEntry("left_at", null)
                .containsEntry("first_seen_at", firstSeen);
        assertThat(bench.department("11")).containsEntry("direct_headcount", 1);
    }

    @Test
    void leftAndBackBeforeAnybodyLookedIsOneCall() {
        bench.happens(Kind.MEMBER_LEFT, "b");
        bench.happens(Kind.MEMBER_CHANGED, "b");
        bench.drain();
        assertThat(company.askedFor).containsExactly("b");
        assertThat(bench.member("b")).containsEntry("state", "active");
    }

    @Test
    void theOrderOfWhatHappenedDecidesAndNotThatOfArrival() {
        long left = bench.clock.millis() + 1000;
        bench.clock.move(Duration.ofSeconds(10));
        bench.arrives("back", Kind.MEMBER_CHANGED, left + 1000, "b");
        bench.arrives("left", Kind.MEMBER_LEFT, left, "b");
        bench.drain();
        assertThat(bench.member("b")).containsEntry("state", "active");
    }

    @Test
    void anOldLeaveThatComesAfterTheReturnWasReadIsLookedUp() {
        long left = bench.clock.millis() + 1000;
        bench.clock.move(Duration.ofSeconds(10));
        bench.arrives("back", Kind.MEMBER_CHANGED, left + 1000, "b");
        bench.drain();
        bench.clock.move(Duration.ofSeconds(10));
        bench.arrives("left", Kind.MEMBER_LEFT, left, "b");
        bench.drain();
        assertThat(bench.member("b")).containsEntry("state", "active");
        assertThat(company.askedFor).containsExactly("b", "b");
        isAllDone();
    }

    @Test
    void aReadThatBeganBeforeSheLeftDoesNotBringHerBack() {
        company.duringRead = id -> {
            company.duringRead = other -> {};
            bench.happens(Kind.MEMBER_LEFT, "b");
        };
        bench.happens(Kind.MEMBER_CHANGED, "b");
        bench.drain();
        assertThat(bench.member("b")).containsEntry("state", "left");
        assertThat(company.askedFor).hasSize(1);
        isAllDone();
    }

    @Test
    void whatHappensWhileSheIsBeingReadIsNotLost() {
        company.duringRead = id -> {
            company.duringRead = other -> {};
            company.people.get("b").name = "Later";
            bench.happens(Kind.MEMBER_CHANGED, "b");
        };
        bench.happens(Kind.MEMBER_CHANGED, "b");
        bench.drain();
        assertThat(company.askedFor).hasSize(2);
        assertThat(bench.member("b")).containsEntry("name", "Later");
        isAllDone();
    }

    @Test
    void aReadingThatBeganBeforeSheLeftDoesNotBringHerBack() {
        bench.happens(Kind.MEMBER_LEFT, "b");
        bench.drain();
        Member stale = company.people.get("b").in("11", bench.clock.instant().minusSeconds(1));
        bench.store(stale);
        assertThat(bench.member("b")).containsEntry("state", "left");
    }

    @Test
    void aLeaveThatWeHeardOfBeforeALaterReadOverwritesNothing() {
        bench.happens(Kind.MEMBER_LEFT, "b");
        bench.clock.move(Duration.ofSeconds(1));
        bench.store(company.people.get("b").in("11", bench.clock.instant()));
        bench.drain();
        assertThat(bench.member("b")).containsEntry("state", "active");
        isAllDone();
    }

    @Test
    void whoeverThePlatformDoesNotKnowHasLeft() {
        company.people.remove("b");
        bench.happens(Kind.MEMBER_CHANGED, "b", "ghost");
        bench.drain();
        assertThat(bench.member("b")).containsEntry("state", "left").containsEntry("name", "Bo");
        assertThat(bench.member("ghost")).containsEntry("state", "unknown").containsEntry("name", null);
        assertThat(bench.department("11")).containsEntry("direct_headcount", 0);
        isAllDone();
    }

    @Test
    void whoIsOutOfSightHasNotLeft() {
        company.broken.put("b", Company.failure(ErrorClass.ABSENT));
        bench.happens(Kind.MEMBER_CHANGED, "b");
        bench.drain();
        assertThat(bench.member("b")).containsEntry("state", "active");
        isAllDone();
    }

    @Test
    void theSameTwiceTouchesNoRow() {
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.drain();
        var members = bench.rows("member");
        var places = bench.rows("member_department");
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.drain();
        assertThat(bench.rows("member")).isEqualTo(members);
        assertThat(bench.rows("member_department")).isEqualTo(places);
    }

    @Test
    void whatWasDoneIsCountedInTheRun() {
        company.hire("c", "Chen", "11");
        company.people.get("a").name = "Li Nana";
        bench.happens(Kind.MEMBER_CHANGED, "a", "c");
        bench.happens(Kind.MEMBER_LEFT, "b");
        var run = bench.startRun();
        bench.drain(run);
        assertThat(run.counts().read()).isEqualTo(3);
        assertThat(run.counts().created()).isEqualTo(1);
        assertThat(run.counts().changed()).isEqualTo(2);
    }

    @Test
    void whoJoinsWhileTheWholeDirectoryIsReadIsNotMarkedAsLeft() {
        company.hire("c", "Chen", "11");
        company.duringDepartment = () -> {
            company.duringDepartment = () -> {};
            bench.happens(Kind.MEMBER_CHANGED, "c");
            bench.drain();
            company.people.get("c").departments = List.of();
        };
        assertThat(bench.sync().markedLeft()).isZero();
        assertThat(bench.member("c")).containsEntry("state", "active");
    }

    @Test
    void whoLeavesWhileTheWholeDirectoryIsReadStaysAway() {
        company.duringDepartment = () -> {
            company.duringDepartment = () -> {};
            company.people.get("b").departments = List.of();
            bench.happens(Kind.MEMBER_LEFT, "b");
            bench.drain();
        };
        bench.sync();
        assertThat(bench.member("b")).containsEntry("state", "left");
    }
}
