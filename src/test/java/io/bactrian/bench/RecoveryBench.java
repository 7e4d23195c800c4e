package io.bactrian.bench;

import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Faults;
import io.bactrian.demo.Meter;
import io.bactrian.demo.Person;
import io.bactrian.promise.LiveWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * What one approval costs from its start to its end, and how long it takes until everything is right again after the
 * network was away while the company went on. The company lives in this process, so that it can be compared.
 */
final class RecoveryBench {
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration AWAY_QUICK = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int OPEN = 40;
    private static final int HAPPENINGS_A_SECOND = 2;
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

    private final LiveWorld world;
    private final Company company;
    private final List<String> people;
    private final List<String> open = new ArrayList<>();
    private final Random random = new Random(4711);

    private RecoveryBench(LiveWorld world) {
        this.world = world;
        this.company = world.company();
        this.people = company.members().stream().map(Person::userid).toList();
    }

    static void run(LiveDatabase database, boolean quick, Worker.Findings findings) throws Exception {
        Map<String, String> settings = new HashMap<>(database.settings());
        // what an installation has by itself
        settings.putAll(Map.of(
                "connection.dingtalk.calls-per-second", "20",
                "call.retry-delay", "1s",
                "stream.retry-delay", "1s",
                "stream.longest-retry-delay", "30s"));
        CompanySize size = CompanySize.small(Instant.now()).withApprovals(0);
        try (LiveWorld world = new LiveWorld(settings, size, settings).start()) {
            Installation.syncUsers(world.runtime());
            world.settle();
            RecoveryBench bench = new RecoveryBench(world);
            bench.life(findings);
            bench.recovery(quick ? AWAY_QUICK : AWAY, findings);
        }
    }

    /** Three approvers and a comment, with time in between for everything to be read that will be. */
    private void life(Worker.Findings findings) {
        world.standIn().meter().reset();
        String id = company.start(company.templates().get(0).processCode(), people.get(0), people.subList(1, 4));
        calm();
        company.agree(id, "ok");
        calm();
        company.comment(id, people.get(0), "please be quick");
        calm();
        company.agree(id, "");
        calm();
        company.agree(id, "fine");
        calm();
        Meter meter = world.standIn().meter();
        findings.add("life.details", meter.calls(StandInProcess.DETAIL));
        findings.add("life.calls", meter.calls());
        meter.callsByInterface().forEach((name, calls) -> findings.add("life.of " + name, calls));
        findings.add("life.differences", world.differencesFromCompany().size());
    }

    /** Nothing is to be done, and nothing is on its way. */
    private void calm() {
        await(() -> world.stream().meter().allSucceeded());
        world.settle();
    }

    private void recovery(Duration away, Worker.Findings findings) {
        while (open.size() < OPEN) {
            begin();
        }
        calm();
        Meter meter = world.standIn().meter();
        world.stream().faults().shutFor(away);
        world.standIn().faults().failFor(away, Faults.Failure.CLOSED);
        long back = System.nanoTime() + away.toNanos();
        world.stream().cut();
        long happenings = goOnUntil(back);
        meter.reset();
        Instant since = Instant.now();
        await(() -> world.stream().connected() > 0);
        findings.add("away", away.toSeconds());
        findings.add("happenings", happenings);
        findings.add("connected", seconds(since));
        world.settle();
        findings.add("settled", seconds(since));
        await(() -> world.differencesFromCompany().isEmpty());
        findings.add("equal", seconds(since));
        findings.add("calls", meter.calls());
        findings.add("details", meter.calls(StandInProcess.DETAIL));
        findings.add("lists", meter.calls(StandInProcess.LIST));
        findings.add("open", open.size());
        findings.add("stored", world.number("SELECT COUNT(*) FROM process_instance"));
    }

    private long goOnUntil(long end) {
        long happenings = 0;
        for (long next = System.nanoTime(); next - end < 0; next += TimeUnit.SECONDS.toNanos(1) / HAPPENINGS_A_SECOND) {
            rest(next);
            happen();
            happenings++;
        }
        rest(end);
        return happenings;
    }

    private static void rest(long until) {
        for (long rest = until - System.nanoTime(); rest > 0; rest = until - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    /** Something that approvals live through. People stay who they are: they are compared by another schedule. */
    private void happen() {
        int lot = random.nextInt(100);
        if (lot < 30) {
            begin();
            return;
        }
        String id = open.get(random.nextInt(open.size()));
        if (lot < 80) {
            company.agree(id, "");
        } else if (lot < 85) {
            company.refuse(id, "no");
        } else if (lot < 95) {
            company.comment(id, anybody(), "when will this be decided?");
        } else {
            company.finish(id, "");
        }
        if (company.approver(id).isEmpty()) {
            open.remove(id);
        }
    }

    private void begin() {
        int template = random.nextInt(company.templates().size());
        open.add(company.start(
                company.templates().get(template).processCode(), anybody(), List.of(anybody(), anybody())));
    }

    private String anybody() {
        return people.get(random.nextInt(people.size()));
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toNanos() / 1e9;
    }

    private static void await(BooleanSupplier until) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("it did not happen within " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }
}
