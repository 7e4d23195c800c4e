package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.demo.Mail;
import io.bactrian.message.Receipt.State;
import io.bactrian.store.TestDatabases;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a person can type arrives as it was typed: WeCom refuses characters that are escaped in JSON. */
class CharactersTest {
    private static final String TYPED = "👍🏽 \"好\" \\u4f60 \\ 𠮷 é\t1\n2";

    private static SendingWorld world;

    @BeforeAll
    static void open() {
        world = new SendingWorld(TestDatabases.H2.fresh());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void whatWasTypedArrives(String connection) {
        String person = world.people.get(1);

        Receipt receipt = world.send(Map.of("connection", connection, "content", TYPED, "users", person));

        assertThat(receipt.state()).isEqualTo(State.SENT);
        List<Mail> mails = connection.equals("dingtalk")
                ? world.dingtalk.mailbox().of(person)
                : world.wecom.mailbox().of(person);
        assertThat(mails.get(mails.size() - 1)
                        .words()
                        .path("text")
                        .path("content")
                        .asText())
                .isEqualTo(TYPED);
    }
}
