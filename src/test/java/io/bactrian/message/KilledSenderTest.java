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
     * The message has arrived and the process dies before the answer does. Its clock is the machine's and the one of this world
     * stands still, so that no midnight in China comes between them.
     */
    private static void kill(String connection, String user, String key, Runnable calm, List<Mail> before)
            throws InterruptedException {
        Map<String, String> settings = new HashMap<>(world.settings);
        settings.put("call.timeout", "60s");
        Process killed = SendProcess.start(connection, user, key, settings);
        await().atMost(60, TimeUnit.SECONDS).until(() -> mails(connection, user).size() > before.size());
        killed.destroyForcibly().waitFor();
        calm.run();
    }

    private static List<Mail> mails(String connection, String user) {
        return connection.equals("dingtalk")
                ? world.dingtalk.mailbox().of(user)
                : connection.equals("wecom")
                        ? world.wecom.mailbox().of(user)
                        : world.wecom.mailbox().of(SendingWorld.WECOM_KEY);
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
        assertThat(world.runtime
                        .tables()
                        .jdbc()
                        .queryForObject(
                                "SELECT attempts FROM message WHERE message_key = 'many'", Map.of(), Integer.class))
                .isOne();
    }
}
