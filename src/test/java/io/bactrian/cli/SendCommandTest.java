package io.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.cli.Typist.Typed;
import io.bactrian.demo.Faults;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sending on the command line, from the words to the exit code. */
class SendCommandTest {
    @TempDir
    private static Path home;

    private static Typist typist;
    private static String somebody;

    @BeforeAll
    static void serveACompany() {
        typist = new Typist(home, 0);
        typist.environment.put("DINGTALK_AGENT_ID", String.valueOf(typist.platform.agentId()));
        somebody = typist.platform.company().members().get(0).userid();
    }

    @AfterAll
    static void close() {
        typist.close();
    }

    @Test
    void whoWasReachedIsSaidWithZero() {
        Typed typed = typist.type(
                "send", "--to", somebody, "--text", "你好", "--key", "k-1", "--business-type", "x".repeat(65));
        assertThat(typed.code()).isEqualTo(2);
        assertThat(typed.err()).contains("65 characters; there may be 64");

        typed = typist.type("send", "--to", somebody, "--text", "你好", "--key", "k-1", "--business-id", "7");

        assertThat(typed.err()).isEmpty();
        assertThat(typed.out()).matches("(?s)Message \\d+: sent, 1 of 1 reached\\..*");
        assertThat(typed.code()).isZero();
        assertThat(typist.platform.mailbox().of(somebody)).hasSize(1);

        Typed again = typist.type("send", "--to", somebody, "--text", "你好", "--key", "k-1");

        assertThat(again.out()).contains("its key is known");
        assertThat(again.code()).isZero();
        assertThat(typist.platform.mailbox().of(somebody)).hasSize(1);
    }

    @Test
    void whatFailsIsSaidWithOneAndCanBeSentAgain() {
        String other = typist.platform.company().members().get(1).userid();
        typist.platform.faults().failNext(1, Faults.Failure.BAN_PAGE, "asyncsend_v2");
        typist.environment.put("MESSAGE_ATTEMPTS", "1");
        Typed typed = typist.type("send", "--to", other, "--text", "again");
        typist.environment.remove("MESSAGE_ATTEMPTS");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.out()).contains("failed, 0 of 1 reached").contains("WHY NOT");

        Typed again = typist.type("send", "--retry-failed", "--json");

        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("\"state\" : \"sent\"");
        assertThat(typist.platform.mailbox().of(other)).hasSize(1);
        assertThat(typist.type("send", "--retry-failed").out()).contains("Nothing is to be sent again");
    }

    @Test
    void whatIsPipedInIsSent() {
        String third = typist.platform.company().members().get(2).userid();
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("磁盘满了\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(typist.type("send", "--to", third).code()).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(typist.platform.mailbox().of(third).get(0).words().toString())
                .contains("磁盘满了");
    }
}
