package io.bactrian.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a company live: again and again something happens, mostly to approvals that it started itself. The same company
 * and seed live the same life, as long as nobody else interferes; who does, disturbs nothing. Runs in a daemon thread.
 */
public final class CompanyLife implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompanyLife.class);
    private static final int FEW = 3;
    private static final int MANY = 40;
    private static final List<String> REMARKS = List.of("同意", "ok", "", "", "请尽快 🚀", "See the \"notes\"");
    private static final List<String> COMMENTS = List.of("请补充发票 👍", "When will this be decided?", "已收到，谢谢", "+1");

    private final Company company;
    private final long seed;
    private final List<String> people;
    private final List<String> open = new ArrayList<>();
    private final AtomicLong steps = new AtomicLong();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(StandIn.threads("company-life"));

    private CompanyLife(Company company, long seed) {
        this.company = company;
        this.seed = seed;
        people = company.members().stream().map(Person::userid).toList();
    }

    /** From now on something happens at this interval, until it is closed. */
    public static CompanyLife start(Company company, Duration interval, long seed) {
        CompanyLife life = new CompanyLife(company, seed);
        life.thread.scheduleAtFixedRate(
                life::guardedStep, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
        return life;
    }

    /** A life in which nothing happens by itself: only {@link #step} makes it go on. */
    public static CompanyLife byHand(Company company, long seed) {
        return new CompanyLife(company, seed);
    }

    /** How many things have happened. */
    public long steps() {
        return steps.get();
    }

    /** Lets one thing happen now. */
    public synchronized void step() {
        Dice dice = Dice.of(seed, "life", steps.get());
        int lot = dice.below(100);
        try {
            if (open.size() < FEW || lot < 30 && open.size() < MANY) {
                begin(dice);
            } else if (lot >= 97) {
                company.rename(dice.pick(people), Names.person(dice, 1000));
            } else {
                act(lot, dice.below(open.size()), dice);
            }
        } catch (IllegalArgumentException | IllegalStateException somebodyInterfered) {
            LOG.debug("nothing happened: {}", somebodyInterfered.getMessage());
        }
        steps.incrementAndGet();
    }

    private void begin(Dice dice) {
        String code = dice.pick(company.templates()).processCode();
        List<String> approvers = new ArrayList<>();
        String originator = dice.pick(people);
        for (int i = dice.between(1, 3); i > 0; i--) {
            approvers.add(dice.pick(people));
        }
        open.add(company.start(code, originator, approvers));
    }

    private void act(int lot, int which, Dice dice) {
        String id = open.get(which);
        open.remove(which);
        if (lot < 70) {
            company.agree(id, dice.pick(REMARKS));
        } else if (lot < 78) {
            company.refuse(id, "预算不足 😢");
        } else if (lot < 90) {
            company.comment(id, dice.pick(people), dice.pick(COMMENTS));
        } else if (lot < 94) {
            company.redirect(id, dice.pick(people), "");
        } else {
            company.finish(id, "");
        }
        if (company.approver(id).isPresent()) {
            open.add(id);
        }
    }

    private synchronized void guardedStep() {
        try {
            if (!thread.isShutdown()) {
                step();
            }
        } catch (RuntimeException e) {
            LOG.warn("the company's life went wrong", e);
        }
    }

    /** Nothing more happens when this returns. */
    @Override
    public synchronized void close() {
        thread.shutdown();
    }
}
