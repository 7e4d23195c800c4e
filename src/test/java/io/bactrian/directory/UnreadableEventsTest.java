package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.call.ErrorClass;
import io.bactrian.directory.DirectoryEvent.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the rows when the platform does not answer, or a process ends in the middle. */
class UnreadableEventsTest extends AtTheWorkbench {
    @BeforeEach
    void start() {
        company.hire("a", "Li Na", "1");
        company.hire("b", "Bo", "1");
        bench.sync();
        company.people.get("a").name = "Li Nana";
    }

    private Map<String, Object> row(String id) {
        return bench.rows("directory_work").stream()
                .filter(row -> id.equals(row.get("item_id")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatFailsNowIsReadLater() {
        company.broken.put("a", Company.failure(ErrorClass.RETRY));
        bench.happens(Kind.MEMBER_CHANGED, "a", "b");
        bench.drain();
        assertThat(row("a")).containsEntry("attempts", 1).containsEntry("error", "The platform said no");
        assertThat(bench.directory.drain().nextDue(bench.connection))
                .isEqualTo(OptionalLong.of(bench.clock.millis() + 10_000));
        company.broken.clear();
        bench.drain();
        assertThat(bench.member("a")).containsEntry("name", "Li Na");
        bench.clock.move(Duration.ofSeconds(10));
        bench.drain();
        assertThat(bench.member("a")).containsEntry("name", "Li Nana");
        assertThat(bench.rows("directory_work")).isEmpty();
        assertThat(company.askedFor).containsExactlyInAnyOrder("a", "b", "a");
    }

    @Test
    void whatGoesOnFailingIsKeptWithItsErrorUntilItIsNamedAgain() {
        company.broken.put("a", Company.failure(ErrorClass.RETRY));
        bench.happens(Kind.MEMBER_CHANGED, "a");
        for (int i = 0; i < 10; i++) {
            bench.drain();
            bench.clock.move(Duration.ofHours(3));
        }
        assertThat(company.askedFor).hasSize(6);
        assertThat(row("a")).containsEntry("state", "failed").containsEntry("error", "The platform said no");
        assertThat(bench.directory.work().counts(bench.connection)).isEqualTo(new DirectoryWork.Counts(0, 1));
        company.broken.clear();
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.drain();
        assertThat(bench.member("a")).containsEntry("name", "Li Nana");
        assertThat(bench.rows("directory_work")).isEmpty();
    }

    @Test
    void whatCannotBeReadAtAllStopsNobodyAndIsForgottenAfterACompleteReading() {
        company.broken.put("a", Company.failure(ErrorClass.PERMANENT));
        bench.happens(Kind.MEMBER_CHANGED, "a", "b");
        var run = bench.startRun();
        bench.drain(run);
        assertThat(row("a")).containsEntry("state", "failed");
        assertThat(run.counts().failed()).isEqualTo(1);
        assertThat(run.counts().unchanged()).isEqualTo(1);
        bench.sync();
        assertThat(bench.rows("directory_work")).isEmpty();
    }

    @Test
    void aPersonThatTheDatabaseRefusesStopsNobody() {
        company.people.get("a").departments.add("x".repeat(200));
        company.people.get("b").name = "Bob";
        bench.happens(Kind.MEMBER_CHANGED, "a", "b");
        bench.drain();
        assertThat(row("a")).containsEntry("state", "failed");
        assertThat((String) row("a").get("error")).startsWith("The database refused it");
        assertThat(bench.member("b")).containsEntry("name", "Bob");
    }

    @Test
    void whileThePlatformRefusesUsNobodyIsAskedAndWhoLeftIsMarkedAllTheSame() {
        company.broken.put("a", Company.failure(ErrorClass.REFUSED));
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.drain();
        bench.happens(Kind.MEMBER_LEFT, "b");
        bench.drain();
        assertThat(company.askedFor).containsExactly("a");
        assertThat(row("a")).containsEntry("state", "due").containsEntry("attempts", 0);
        assertThat(bench.member("b")).containsEntry("state", "left");
        assertThat(bench.directory.drain().pausedBecause(bench.connection)).contains("The platform said no");
        assertThat(bench.directory.drain().nextDue(bench.connection).orElseThrow())
                .isGreaterThan(bench.clock.millis());
        company.broken.clear();
        bench.clock.move(Duration.ofMinutes(1));
        bench.drain();
        assertThat(bench.directory.drain().pausedBecause(bench.connection)).isEmpty();
        assertThat(bench.member("a")).containsEntry("name", "Li Nana");
        assertThat(bench.rows("directory_work")).isEmpty();
    }

    @Test
    void aPlatformThatIsDownIsLeftInPeaceAndNothingIsLost() {
        for (int i = 0; i < 100; i++) {
            company.hire("p" + i, "P" + i, "1");
            company.broken.put("p" + i, Company.failure(ErrorClass.RETRY));
            bench.happens(Kind.MEMBER_CHANGED, "p" + i);
        }
        bench.drain();
        assertThat(company.askedFor).hasSizeLessThan(20);
        assertThat(bench.rows("directory_work")).hasSize(100).noneMatch(row -> "failed".equals(row.get("state")));
        company.broken.clear();
        bench.clock.move(Duration.ofMinutes(1));
        bench.drain();
        assertThat(bench.rows("directory_work")).isEmpty();
        assertThat(bench.rows("member")).hasSize(102);
    }

    @Test
    void whatAProcessThatWasKilledHadInHandComesBackAndChangesNothing() {
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.drain();
        var members = bench.rows("member");
        // written down, and killed before the row was off the list
        bench.happens(Kind.MEMBER_CHANGED, "a");
        bench.jdbc.update(
                "UPDATE directory_work SET state = 'taken', taken_by = 'elsewhere:1:1', taken_until = :until"
                        + " WHERE connection_name = :c",
                Map.of("c", bench.connection.name(), "until", bench.clock.millis() + 60_000));
        bench.clock.move(Duration.ofMinutes(2));
        bench.drain();
        assertThat(bench.rows("member")).isEqualTo(members);
        assertThat(bench.rows("directory_work")).isEmpty();
        assertThat(company.askedFor).hasSize(2);
    }

    @Test
    void whatAnotherProcessHasInHandIsNotReadTwice() {
        bench.happens(Kind.MEMBER_CHANGED, "a");
        DirectoryWork other = new DirectoryWork(bench.clock, bench.jdbc, bench.transactions, "elsewhere:1:1");
        List<DirectoryWorkItem> taken = other.take(bench.connection, 10, true);
        assertThat(taken).hasSize(1);
        bench.drain();
        assertThat(company.askedFor).isEmpty();
        bench.transactions.run(() -> taken.forEach(other::settle));
        assertThat(bench.rows("directory_work")).isEmpty();
    }

    @Test
    void headCountsThatAKilledProcessDidNotComputeAreComputedLater() {
        company.hire("c", "Chen", "1");
        bench.happens(Kind.MEMBER_CHANGED, "c");
        bench.transactions.run(() -> bench.directory.work().addHeadcount(bench.connection));
        bench.jdbc.update(
                "UPDATE department SET direct_headcount = 77 WHERE connection_name = :c",
                Map.of("c", bench.connection.name()));
        company.broken.put("c", Company.failure(ErrorClass.REFUSED));
        bench.drain();
        assertThat(bench.department("1")).containsEntry("direct_headcount", 2);
    }

    @Test
    void whoIsAskedToStopGivesBackWhatIsNotInHand() throws Exception {
        bench.happens(Kind.MEMBER_CHANGED, "a", "b");
        AtomicInteger looks = new AtomicInteger();
        bench.directory.drain().drain(bench.connection, null, () -> looks.incrementAndGet() > 1);
        assertThat(company.askedFor).isEmpty();
        assertThat(bench.rows("directory_work")).hasSize(2).allMatch(row -> "due".equals(row.get("state")));
        bench.drain();
        assertThat(bench.member("a")).containsEntry("name", "Li Nana");
        assertThat(bench.rows("directory_work")).isEmpty();
    }
}
