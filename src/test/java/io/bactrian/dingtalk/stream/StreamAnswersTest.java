package io.bactrian.dingtalk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.CompanyEvent;
import io.bactrian.demo.StreamedEvent;
import io.bactrian.demo.StreamedEvent.Outcome;
import io.bactrian.dingtalk.DingTalkEventRoutes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.ServiceStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An event is answered with SUCCESS when the routes are done with it, and not before. */
class StreamAnswersTest {
    private static final String ALL = "dingtalk-stream:events";

    private StreamRig rig;

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theExchangeSaysWhatTheEventSaid() {
        rig = new StreamRig(Map.of());
        List<Message> messages = new CopyOnWriteArrayList<>();
        rig.route("all", ALL, exchange -> messages.add(exchange.getMessage().copy()))
                .connected();

        rig.comment(1);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 1);
        CompanyEvent told = rig.meter().events().get(0).event();
        Message message = messages.get(0);
        Map<?, ?> body = message.getBody(Map.class);
        assertThat(body.get("processInstanceId")).isEqualTo(told.approvalId());
        assertThat(body.get("type")).isEqualTo("comment");
        assertThat(message.getHeader(DingTalkEventRoutes.CONNECTION)).isEqualTo("dingtalk");
        assertThat(message.getHeader(DingTalkEventRoutes.EVENT_ID)).isEqualTo(told.id());
        assertThat(message.getHeader(DingTalkEventRoutes.EVENT_TYPE)).isEqualTo("bpms_task_change");
        assertThat(message.getHeader(DingTalkEventRoutes.BORN_TIME)).isEqualTo(told.bornAt());
        assertThat(message.getHeader(DingTalkEventRoutes.SOURCE)).isEqualTo("stream");
        assertThat(rig.state("dingtalk").connected()).isTrue();
    }

    @Test
    void successIsAnsweredOnlyWhenTheRouteIsDone() throws InterruptedException {
        rig = new StreamRig(Map.of());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        rig.route("all", ALL, exchange -> {
                    entered.countDown();
                    done.await();
                })
                .connected();

        rig.comment(1);

        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(rig.meter().answers()).isEmpty();
        done.countDown();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 1);
        assertThat(rig.meter().answers()).isEqualTo(Map.of("SUCCESS", 1L));
    }

    @Test
    void aRouteThatFailsIsToldAgain() {
        rig = new StreamRig(Map.of());
        Set<Object> failed = ConcurrentHashMap.newKeySet();
        rig.route("all", ALL, exchange -> {
                    if (failed.add(exchange.getMessage().getHeader(DingTalkEventRoutes.EVENT_ID))) {
                        // not one that could be taken for an event that cannot be read
                        throw new IllegalArgumentException("the database is away");
                    }
                })
                .connected();

        rig.comment(5);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 5);
        assertThat(rig.meter().answers()).isEqualTo(Map.of("LATER", 5L, "SUCCESS", 5L));
    }

    @Test
    void aRouteThatIsTooSlowIsToldAgainAndHoldsUpNobody() {
        rig = new StreamRig(Map.of("event.acknowledge", "300ms", "stream.threads", "2"));
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger entered = new AtomicInteger();
        rig.route("all", ALL, exchange -> {
                    entered.incrementAndGet();
                    stuck.await();
                })
                .connected();
        rig.stream().faults().attempts(1000);

        rig.comment(20);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().answers().getOrDefault("LATER", 0L) >= 20);
        assertThat(rig.meter().slowestAnswer()).isLessThan(Duration.ofSeconds(10));
        assertThat(entered.get()).as("what waited too long is not begun").isEqualTo(2);
        stuck.countDown();
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().allSucceeded());
    }

    @Test
    void everyRouteGetsWhatItWantsOverOneStream() {
        rig = new StreamRig(Map.of());
        Set<String> approvals = ConcurrentHashMap.newKeySet();
        Set<String> people = ConcurrentHashMap.newKeySet();
        rig.route("approvals", ALL + "?eventTypes=bpms_*", exchange -> approvals.add(type(exchange.getMessage())))
                .route(
                        "people",
                        ALL + "?connection=dingtalk&eventTypes=user_leave_org,org_dept_*",
                        exchange -> people.add(type(exchange.getMessage())))
                .connected();

        rig.comment(3);
        rig.company().rename(rig.company().members().get(1).userid(), "李娜");
        rig.company().leave(rig.company().members().get(2).userid());

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) >= 5);
        assertThat(approvals).containsExactly("bpms_task_change");
        assertThat(people).containsExactly("user_leave_org");
        assertThat(rig.meter().connections()).isEqualTo(1);
        assertThat(rig.meter().allSucceeded())
                .as("what nobody wants is acknowledged too")
                .isTrue();
    }

    @Test
    void aStormIsAnsweredInTime() {
        // as slow as the machine may be, while the platform waits for it
        rig = new StreamRig(Map.of("event.acknowledge", "9s"));
        rig.stream().faults().answerTimeout(Duration.ofSeconds(10));
        rig.route("all", ALL, exchange -> LockSupport.parkNanos(5_000_000)).connected();

        rig.comment(1000);

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 1000);
        assertThat(rig.meter().answers()).isEqualTo(Map.of("SUCCESS", 1000L));
        assertThat(rig.meter().slowestAnswer()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void stoppedInTheMiddleOfABurstEverythingThatWasBegunIsFinishedAndNothingElseIsTaken() throws Exception {
        rig = new StreamRig(Map.of("stream.threads", "4"));
        Set<Object> finished = ConcurrentHashMap.newKeySet();
        CountDownLatch some = new CountDownLatch(50);
        rig.route("all", ALL, exchange -> {
                    LockSupport.parkNanos(5_000_000);
                    finished.add(exchange.getMessage().getHeader(DingTalkEventRoutes.EVENT_ID));
                    some.countDown();
                })
                .connected();
        // what is not finished must be told to the next who connects
        rig.stream().faults().attempts(1);

        rig.comment(2000);
        assertThat(some.await(10, TimeUnit.SECONDS)).isTrue();
        rig.runtime().template().getCamelContext().getRouteController().stopRoute("all");

        assertThat(rig.runtime()
                        .template()
                        .getCamelContext()
                        .getRouteController()
                        .getRouteStatus("all"))
                .isEqualTo(ServiceStatus.Stopped);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.WAITING) == 0);
        Set<Object> acknowledged = rig.meter().events().stream()
                .filter(event -> event.outcome() == Outcome.SUCCESS)
                .map(StreamedEvent::event)
                .map(CompanyEvent::id)
                .collect(Collectors.toSet());
        assertThat(finished).containsAll(acknowledged);
        assertThat(rig.stream().connected()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("dingtalk-stream-"));
    }

    @Test
    void whatWaitsWhileTheLastRouteIsTakenAwayIsNotAcknowledged() throws Exception {
        rig = new StreamRig(Map.of("event.acknowledge", "20s"));
        rig.route("all", ALL, exchange -> {}).connected();
        rig.stream().faults().attempts(1);
        CamelContext context = rig.runtime().template().getCamelContext();
        DingTalkStreams streams =
                context.getRegistry().lookupByNameAndType(DingTalkStreams.BEAN, DingTalkStreams.class);
        assertThat(streams.hold(StreamRig.PATIENCE)).isTrue();

        rig.comment(3);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.state("dingtalk").lastEvent() != null);
        context.getRouteController().stopRoute("all");
        streams.release();

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.WAITING) == 0);
        assertThat(rig.meter().events(Outcome.SUCCESS)).isZero();
    }

    @Test
    void whatAStoppedRouteWantsIsNotAcknowledgedWhileAnotherRuns() throws Exception {
        rig = new StreamRig(Map.of());
        Set<String> stored = ConcurrentHashMap.newKeySet();
        rig.route("approvals", ALL + "?eventTypes=bpms_*", exchange -> stored.add(type(exchange.getMessage())))
                .route("people", ALL + "?eventTypes=user_*,org_*", exchange -> stored.add(type(exchange.getMessage())))
                .connected();
        rig.closeGaps();
        rig.stream().faults().attempts(1000);
        CamelContext context = rig.runtime().template().getCamelContext();

        context.getRouteController().stopRoute("approvals");
        rig.comment(1);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().answers().getOrDefault("LATER", 0L) >= 2);
        assertThat(rig.meter().events(Outcome.SUCCESS)).isZero();
        await().atMost(StreamRig.PATIENCE).until(() -> !rig.gaps().isEmpty());
        assertThat(rig.gaps().get(0).endedAt()).isNull();

        // nor after the stream was closed and opened again without it
        context.getRouteController().stopRoute("people");
        await().atMost(StreamRig.PATIENCE).until(() -> rig.stream().connected() == 0);
        context.getRouteController().startRoute("people");
        await().atMost(StreamRig.PATIENCE).until(() -> rig.stream().connected() == 1);
        long before = rig.meter().answers().get("LATER");
        rig.comment(1);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().answers().get("LATER") > before);
        assertThat(stored).isEmpty();

        context.getRouteController().startRoute("approvals");
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 2);
        assertThat(stored).containsExactly("bpms_task_change");
        await().atMost(StreamRig.PATIENCE).until(() -> rig.gaps().get(0).endedAt() != null);
        assertThat(rig.gaps()).as("the whole time is one gap").hasSize(1);

        // who has removed it does not want it
        context.getRouteController().stopRoute("approvals");
        context.removeRoute("approvals");
        rig.comment(1);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.SUCCESS) == 3);
        await().atMost(StreamRig.PATIENCE).until(() -> rig.gaps().get(0).endedAt() != null);
    }

    @Test
    void closedAltogetherEverythingInHandIsFinishedByTheRoutesThatAreStillThere() throws Exception {
        rig = new StreamRig(Map.of("stream.threads", "4"));
        Set<Object> finished = ConcurrentHashMap.newKeySet();
        CountDownLatch some = new CountDownLatch(50);
        rig.route("approvals", ALL + "?eventTypes=bpms_*", exchange -> {
                    LockSupport.parkNanos(5_000_000);
                    finished.add(exchange.getMessage().getHeader(DingTalkEventRoutes.EVENT_ID));
                    some.countDown();
                })
                .route("people", ALL + "?eventTypes=user_*", exchange -> {})
                .connected();
        rig.stream().faults().attempts(1);
        CamelContext context = rig.runtime().template().getCamelContext();

        rig.comment(1000);
        assertThat(some.await(10, TimeUnit.SECONDS)).isTrue();
        context.getRegistry()
                .lookupByNameAndType(DingTalkStreams.BEAN, DingTalkStreams.class)
                .close();

        await().atMost(StreamRig.PATIENCE).until(() -> rig.meter().events(Outcome.WAITING) == 0);
        assertThat(rig.stream().connected()).isZero();
        assertThat(finished)
                .containsAll(rig.meter().events().stream()
                        .filter(event -> event.outcome() == Outcome.SUCCESS)
                        .map(StreamedEvent::event)
                        .map(CompanyEvent::id)
                        .collect(Collectors.toSet()));
        assertThat(context.getRouteController().getRouteStatus("approvals")).isEqualTo(ServiceStatus.Started);
    }

    private static String type(Message message) {
        return message.getHeader(DingTalkEventRoutes.EVENT_TYPE, String.class);
    }
}
