package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.demo.Mail;
import io.bactrian.message.Receipt.State;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "content, 0, U+0000",
        "content, 7, U+0007",
        "title, 31, U+001F",
        "button, 1, U+0001",
        "key, 8, U+0008",
        "key, 55357, U+D83D",
        "content, 56397, U+DC4D",
        "users, 1, U+0001",
    })
    void whatIsNoTextIsRefusedBeforeItIsSent(String word, int odd, String named) {
        String text = "a" + (char) odd + "b";
        Map<String, Object> message = new HashMap<>(Map.of(
                "connection", "wecom", "type", "textcard", "title", "t", "content", "c", "url", "https://e.com/1"));
        message.put("users", world.people.get(1));
        message.put(word, text);

        assertThatThrownBy(() -> world.send(message))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining(word.equals("users") ? "id of a user" : "The " + word)
                .hasMessageContaining(named)
                .hasMessageContaining("take it out");
    }

    @Test
    void noticesAreNotSentAtNight() {
        world.clock.forward(Duration.ofHours(12));
        Map<String, String> notice = Map.of(
                "connection", "dingtalk", "content", "night", "users", world.people.get(2), "businessType", "approval");
        Map<String, String> waiting = new HashMap<>(notice);
        waiting.put("key", "waiting:a-1:72");

        assertThat(world.send(waiting).nextAttempt()).isEqualTo(Instant.parse("2026-03-03T01:00:00Z"));
        assertThat(world.send(notice).state()).isEqualTo(State.SENT);
    }
}
