package io.bactrian.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A loop goes on whatever happens in it, and no call to wake it is lost. */
class LoopTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final AtomicInteger rounds = new AtomicInteger();
    private Loop loop;

    private void loop(Loop.Work work) {
        loop = new Loop("company", "test", work);
        loop.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        loop.stop();
        loop.interrupt();
        loop.await(Duration.ofSeconds(5));
    }

    private void awaitRounds(int least) {
        await().atMost(Duration.ofSeconds(20)).until(() -> rounds.get() >= least);
    }

    @Test
    void whoIsWokenInTheMiddleOfARoundBeginsAnother() {
        CountDownLatch woken = new CountDownLatch(1);
        loop(() -> {
            rounds.incrementAndGet();
            woken.await();
            return LONG;
        });
        awaitRounds(1);
        loop.wake();
        woken.countDown();
        awaitRounds(2);
    }

    @Test
    void anErrorEndsARoundAndNotTheLoop() {
        loop(() -> {
            if (rounds.incrementAndGet() == 1) {
                throw new StackOverflowError("too deep");
            }
            return LONG;
        });
        awaitRounds(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> loop.trouble().isEmpty());
    }

    @Test
    void whatWorksAgainInALongRoundIsNoTroubleAnyMore() {
        CountDownLatch never = new CountDownLatch(1);
        loop(() -> {
            if (rounds.incrementAndGet() == 1) {
                throw new Loop.Trouble("The platform is out of order.");
            }
            never.await();
            return LONG;
        });
        awaitRounds(2);
        assertThat(loop.trouble()).isEqualTo("The platform is out of order.");
        loop.works();
        assertThat(loop.trouble()).isEmpty();
    }
}
