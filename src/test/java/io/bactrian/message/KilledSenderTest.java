package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.demo.Mail;
import io.bactrian.message.Receipt.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same key reaches nobody twice: not after kill -9 between sending and noting it, not from two at once. */
class KilledSenderTest {
    @TempDir
    private static Path folder;

    private static SendingWorld world;

    @BeforeAll
    static void open() {
        world = new SendingWorld(Map.of(
                "db.url",
                "jdbc:h2:file:" + folder.resolve("bactrian")
                        + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;AUTO_SERVER=TRUE"
                        + ";LOCK_TIMEOUT=20000"));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    /**
     * The message has arrived and the process dies before the answer does. All clocks stand at the same time, so that no
     * midnight in China comes between them.
     */
    private static void kill(String connection, String user, String key, Runnable calm, List<Mail> before)
            throws InterruptedException {
        Map<String, String> settings = new HashMap<>(world.settings);
        settings.put("call.timeout", "60s");
        Process killed = SendProcess.start(connection, user, key, world.clock.instant(), settings);
        await().atMost(60, TimeUnit.SECONDS).until(() -> mails(connection, user).size() > before.size());
        killed.destroyForcibly().waitFor();
        calm.run();
    }

    private static List<Mail> mails(String connection, String user) {
        return switch (connection) {
            case "dingtalk" -> world.dingtalk.mailbox().of(user);
            case "wecom" -> world.wecom.mailbox().of(user);
            case "channel.dingtalk" -> world.dingtalk.mailbox().of(SendingWorld.DINGTALK_KEY);
            default -> world.wecom.mailbox().of(SendingWorld.WECOM_KEY);
        };
    }

    @Test
    void whatDingTalkHasIsSentAgainAndReachesNobodyTwice() throws InterruptedException {
        String user = world.people.get(1);
        world.dingtalk.faults().slowNext(1, Duration.ofSeconds(60), "asyncsend_v2");
        kill("dingtalk", user, "killed-1", () -> world.dingtalk.faults().none(), List.of());

        Receipt receipt = world.send(SendProcess.message("dingtalk", user, "killed-1"));

        assertThat(receipt.repeated()).isTrue();
        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(mails("dingtalk", user)).hasSize(1);
    }

    @Test
    void whatWeComHasIsSentAgainAndReachesNobodyTwice() throws InterruptedException {
        String user = world.people.get(2);
        world.wecom.faults().latency(Duration.ofSeconds(3));
        kill("wecom", user, "killed-2", () -> world.wecom.faults().none(), List.of());

        Receipt receipt = world.send(SendProcess.message("wecom", user, "killed-2"));

        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(mails("wecom", user)).hasSize(1);
    }

    @Test
    void whatAGroupOnDingTalkHasIsSentAgainByTheSameNumberAndStandsThereOnce() throws InterruptedException {
        world.dingtalk.faults().slowNext(1, Duration.ofSeconds(60), "robot/send");
        kill("channel.dingtalk", "", "killed-3", () -> world.dingtalk.faults().none(), List.of());

        Receipt receipt = world.send(SendProcess.message("channel.dingtalk", "", "killed-3"));

        assertThat(receipt.repeated()).isTrue();
        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(mails("channel.dingtalk", "")).hasSize(1);
        assertThat(tries("killed-3")).isEqualTo(2);
    }

    @Test
    void whatAGroupOnWeComMayHaveIsNotSentAgainAndIsReported() throws InterruptedException {
        world.wecom.faults().latency(Duration.ofSeconds(20));
        kill("channel.wecom", "", "killed-4", () -> world.wecom.faults().none(), List.of());

        Receipt receipt = world.send(SendProcess.message("channel.wecom", "", "killed-4"));

        assertThat(receipt.repeated()).isTrue();
        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.unreached().get(0).reason()).startsWith("It may have arrived, and is not sent again");
        assertThat(receipt.unreached().get(0).again())
                .as("not by retry-failed either")
                .isFalse();
        assertThat(mails("channel.wecom", "")).hasSize(1);
        assertThat(tries("killed-4")).isOne();
    }

    @Test
    void theSameKeyFromTwoProcessesAtOnceIsSentOnce() throws Exception {
        String user = world.people.get(5);
        Process one = SendProcess.ready("wecom", user, "two", world.clock.instant(), world.settings);
        Process other = SendProcess.ready("wecom", user, "two", world.clock.instant(), world.settings);
        SendProcess.go(one);
        SendProcess.go(other);

        // 1: it was still being sent by the other one
        assertThat(List.of(one.waitFor(), other.waitFor())).contains(0).isSubsetOf(0, 1);
        assertThat(mails("wecom", user)).hasSize(1);
        assertThat(tries("two")).isOne();
        assertThat(world.runtime
                        .tables()
                        .jdbc()
                        .queryForObject(
                                "SELECT COUNT(*) FROM message WHERE message_key = 'two'", Map.of(), Integer.class))
                .isOne();
    }

    private static int tries(String key) {
        return world.runtime
                .tables()
                .jdbc()
                .queryForObject(
                        "SELECT attempts FROM message WHERE message_key = :key", Map.of("key", key), Integer.class);
    }

    @Test
    void theSameKeyFromManyAtOnceIsSentOnce() throws Exception {
        String user = world.people.get(3);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<Receipt>> sent = IntStream.range(0, 8)
                    .mapToObj(n -> threads.submit(() -> {
                        start.await();
                        return world.send(SendProcess.message("wecom", user, "many"));
                    }))
                    .toList();
            start.countDown();
            long id = sent.get(0).get().id();
            for (Future<Receipt> one : sent) {
                assertThat(one.get().id()).isEqualTo(id);
            }
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> world.runtime.messaging().receipt(id).state() == State.SENT);
        } finally {
            threads.shutdownNow();
        }
        assertThat(mails("wecom", user)).hasSize(1);
        assertThat(tries("many")).isOne();
    }
}
