package io.bactrian.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.directory.DirectoryEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What an event leaves before anybody reads anything. */
class DirectoryEventsTest extends AtTheWorkbench {
    @Test
    void anEventIsCommittedWithItsRowsWhenItReturns() {
        bench.happens(Kind.MEMBER_CHANGED, "a", "b");
        bench.happens(Kind.DEPARTMENT_REMOVED, "10");
        assertThat(bench.rows("platform_event")).hasSize(2);
        assertThat(bench.rows("directory_work"))
                .extracting(row -> row.get("kind") + " " + row.get("item_id") + " " + row.get("gone"))
                .containsExactly("department 10 true", "member a false", "member b false");
    }

    @Test
    void howeverOftenSheIsNamedItIsOneRow() {
        bench.happens(Kind.MEMBER_CHANGED, "a", "a");
        bench.happens(Kind.MEMBER_LEFT, "a");
        bench.happens(Kind.MEMBER_CHANGED, "a");
        assertThat(bench.rows("directory_work")).singleElement().satisfies(row -> {
            assertThat(row).containsEntry("gone", false).containsEntry("asked_at", bench.clock.millis());
        });
    }

    @Test
    void theSameEventAgainAddsNothing() {
        bench.arrives("e1", Kind.MEMBER_CHANGED, null, "a");
        bench.drain();
        bench.arrives("e1", Kind.MEMBER_CHANGED, null, "a");
        assertThat(bench.rows("directory_work")).isEmpty();
        assertThat(bench.rows("platform_event")).hasSize(1);
    }

    @Test
    void withoutATimeOfItsOwnTheLastToArriveDecides() {
        bench.arrives("e1", Kind.MEMBER_CHANGED, 5L, "a");
        bench.arrives("e2", Kind.MEMBER_LEFT, null, "a");
        assertThat(bench.rows("directory_work").get(0)).containsEntry("gone", true);
    }

    @Test
    void whatCannotBeAnIdStopsNobody() {
        bench.happens(Kind.MEMBER_CHANGED, "", "x".repeat(200), "a");
        assertThat(bench.rows("directory_work"))
                .extracting(row -> row.get("item_id"))
                .containsExactly("a");
    }

    @Test
    void whoWaitsForWorkIsToldOnlyOfRows() {
        Queue<String> told = new ConcurrentLinkedQueue<>();
        bench.directory.events().onWork(connection -> {
            throw new IllegalStateException("a listener that is out of order");
        });
        bench.directory.events().onWork(told::add);
        bench.arrives("e1", Kind.MEMBER_CHANGED, null, "a");
        bench.arrives("e1", Kind.MEMBER_CHANGED, null, "a");
        bench.arrives("e2", Kind.MEMBER_CHANGED, null);
        assertThat(told).containsExactly(bench.connection.name());
    }

    @Test
    void aThousandEventsAboutThreeHundredPeopleAreThreeHundredCalls() throws Exception {
        for (int i = 0; i < 300; i++) {
            bench.company.hire("p" + i, "P" + i, "1");
        }
        ExecutorService deliveries = Executors.newFixedThreadPool(50);
        try {
            List<Future<?>> events = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                String id = "e" + i;
                String person = "p" + i % 300;
                events.add(deliveries.submit(() -> bench.arrives(id, Kind.MEMBER_CHANGED, null, person)));
            }
            for (Future<?> event : events) {
                event.get();
            }
        } finally {
            deliveries.shutdownNow();
        }
        bench.clock.move(Duration.ofSeconds(1));
        bench.drain();
        assertThat(bench.company.askedFor).hasSize(300).doesNotHaveDuplicates();
        assertThat(bench.rows("member")).hasSize(300).allMatch(row -> "active".equals(row.get("state")));
        assertThat(bench.rows("directory_work")).isEmpty();
        assertThat(bench.rows("platform_event")).hasSize(1000);
    }
}
