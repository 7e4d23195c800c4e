package io.bactrian.demo.wecom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the approvals of a company on WeCom live, and has them pushed: nothing happens before the address answers WeCom's
 * check, then again and again something does. Runs in a daemon thread.
 */
public final class OaLife implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OaLife.class);
    private static final int FEW = 2;
    private static final int MANY = 20;
    private static final List<String> REMARKS = List.of("同意", "ok", "");

    private final WeComStandIn standIn;
    private final SplittableRandom dice;
    private final List<String> open = new ArrayList<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(WeComStandIn.threads("wecom-life"));
    private boolean heard;

    private OaLife(WeComStandIn standIn, long seed) {
        this.standIn = standIn;
        this.dice = new SplittableRandom(seed);
    }

    /** From now on something happens at this interval and is pushed to {@code url}, until it is closed. */
    public static OaLife start(
            WeComStandIn standIn, Duration interval, long seed, String url, String token, String aesKey) {
        OaLife life = new OaLife(standIn, seed);
        life.thread.scheduleAtFixedRate(
                () -> life.guardedStep(url, token, aesKey),
                interval.toNanos(),
                interval.toNanos(),
                TimeUnit.NANOSECONDS);
        return life;
    }

    private synchronized void guardedStep(String url, String token, String aesKey) {
        try {
            if (!heard) {
                standIn.callbacks().configure(url, token, aesKey);
                heard = true;
            }
            if (!thread.isShutdown()) {
                step();
            }
        } catch (IllegalStateException nobodyThereYet) {
            LOG.debug("nothing happens: {}", nobodyThereYet.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("the life of WeCom's approvals went wrong", e);
        }
    }

    private void step() {
        int lot = dice.nextInt(100);
        if (open.size() < FEW || lot < 30 && open.size() < MANY) {
            submit();
        } else {
            act(lot, open.remove(dice.nextInt(open.size())));
        }
    }

    private void submit() {
        List<List<Integer>> nodes = new ArrayList<>();
        for (int i = dice.nextInt(1, 3); i > 0; i--) {
            nodes.add(List.of(person()));
        }
        open.add(standIn.approvals().submit(dice.nextInt(OaFile.TEMPLATES.size()), person(), nodes));
    }

    private void act(int lot, String number) {
        OaFile approvals = standIn.approvals();
        if (lot < 75) {
            approvals.agree(number, REMARKS.get(dice.nextInt(REMARKS.size())));
        } else if (lot < 85) {
            approvals.refuse(number, "预算不足");
        } else if (lot < 95) {
            approvals.comment(number, person(), "请补充发票");
        } else {
            approvals.withdraw(number);
        }
        if (!approvals.approvers(number).isEmpty()) {
            open.add(number);
        }
    }

    private int person() {
        return dice.nextInt(standIn.company().members().size());
    }

    /** Nothing more happens when this returns. */
    @Override
    public synchronized void close() {
        thread.shutdown();
    }
}
