package io.bactrian.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.approval.Change;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Twenty edits of the routes that everything passes, while 100 events a second arrive: nothing lost, nothing doubled. */
class EditsUnderLoadTest {
    private static final int EDITS = 20;
    private static final String STREAM = "dingtalk-stream.camel.yaml";
    private static final String CHANGED = "approval-changed.camel.yaml";

    @TempDir
    private Path home;

    private final ConcurrentLinkedQueue<Change> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger started = new AtomicInteger();

    @Test
    void nothingIsLostAndNothingDoubled() throws Exception {
        try (RouteEditing editing = new RouteEditing(home, Map.of("approval.settle", "50ms"))) {
            editing.write(STREAM, stream(0));
            editing.write(CHANGED, changed(0));
            LiveWorld world = editing.world().start();
            collect(editing);
            world.settle();
            ScheduledExecutorService company = Executors.newSingleThreadScheduledExecutor();
            try {
                String template = world.company().templates().get(0).processCode();
                List<String> people = world.company().members().stream()
                        .map(person -> person.userid())
                        .toList();
                company.scheduleAtFixedRate(
                        () -> {
                            world.company().start(template, people.get(0), people.subList(1, 2));
                            started.incrementAndGet();
                        },
                        0,
                        10,
                        TimeUnit.MILLISECONDS);
                for (int edit = 1; edit <= EDITS; edit++) {
                    String file = edit % 2 == 0 ? STREAM : CHANGED;
                    editing.write(file, edit % 2 == 0 ? stream(edit) : changed(edit));
                    String description = "Edit " + edit + ".";
                    await().atMost(Duration.ofSeconds(20))
                            .pollInterval(Duration.ofMillis(10))
                            .until(() -> editing.context().getRoutes().stream()
                                    .anyMatch(route -> description.equals(route.getDescription())));
                }
            } finally {
                company.shutdown();
                company.awaitTermination(10, TimeUnit.SECONDS);
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.number("SELECT COUNT(*) FROM process_instance") == started.get());
            // what a busy machine does not store in time is told again
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> world.stream().meter().allSucceeded());
            world.settle();
            await().atMost(Duration.ofSeconds(20)).until(() -> newOnes() >= started.get());
            world.awaitNoDifferences();
            assertThat(newOnes()).as("told as new").isEqualTo(started.get());
            Map<String, Long> times = told.stream()
                    .filter(change -> change.kind() == Change.Kind.NEW)
                    .collect(Collectors.groupingBy(Change::approvalId, Collectors.counting()));
            assertThat(times.values()).containsOnly(1L);
            assertThat(world.stream().meter().connections())
                    .as("one stream all the time")
                    .isEqualTo(1);
            assertThat(world.number("SELECT COUNT(*) FROM stream_gap WHERE closed_at IS NULL"))
                    .isZero();
        }
    }

    private long newOnes() {
        return told.stream().filter(change -> change.kind() == Change.Kind.NEW).count();
    }

    private void collect(RouteEditing editing) throws Exception {
        editing.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:test-told")
                        .routeId("test-told")
                        .process(exchange -> told.add(exchange.getMessage().getBody(Change.class)));
            }
        });
    }

    private static String stream(int edit) {
        return """
                - errorHandler:
                    noErrorHandler: {}
                - route:
                    id: dingtalk-stream
                    description: Edit %d.
                    from:
                      uri: dingtalk-stream:events
                      steps:
                        - to:
                            uri: direct:dingtalk-event
                """.formatted(edit);
    }

    private static String changed(int edit) {
        return """
                - route:
                    id: approval-changed
                    description: Edit %d.
                    from:
                      uri: direct:approval-changed
                      steps:
                        - to:
                            uri: direct:test-told?failIfNoConsumers=false
                """.formatted(edit);
    }
}
