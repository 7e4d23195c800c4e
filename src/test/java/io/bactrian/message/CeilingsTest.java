package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much one person may get, up to the last one that arrives, against stand-ins that drop what is more. */
class CeilingsTest extends StandInsTest {
    @Test
    void dingTalkGivesFiveHundredADay() {
        arrive("dingtalk", 500);

        Receipt more = world.send(world.message("dingtalk", u1 + "," + u2));

        assertThat(more.state()).isEqualTo(State.PARTIAL);
        assertThat(more.unreached()).singleElement().satisfies(person -> {
            assertThat(person.id()).isEqualTo(u1);
            assertThat(person.reason()).contains("more than 500 messages to one person on one day");
        });
        world.clock.forward(Duration.ofDays(1));
        arrive("dingtalk", 1);
    }

    @Test
    void weComGivesAThousandAnHour() {
        for (int minute = 0; minute < 33; minute++) {
            arrive("wecom", 30);
            world.clock.forward(Duration.ofSeconds(61));
        }
        arrive("wecom", 10);

        Receipt more = world.send(world.message("wecom", u1 + "," + u2));

        assertThat(more.state()).isEqualTo(State.PARTIAL);
        assertThat(more.unreached()).singleElement().satisfies(person -> {
            assertThat(person.id()).isEqualTo(u1);
            assertThat(person.reason()).contains("more than 1000 messages to one person in an hour");
        });
        world.clock.forward(Duration.ofHours(1));
        arrive("wecom", 1);
    }

    @Test
    void everyoneIsToldThreeTimesADayOnDingTalk() {
        IntStream.range(0, 3)
                .forEach(n -> assertThat(world.send(forEveryone()).state()).isEqualTo(State.SENT));
        long calls = world.dingtalk.meter().calls("POST /topapi/message/corpconversation/asyncsend_v2");

        Receipt fourth = world.send(forEveryone());

        assertThat(fourth.state()).isEqualTo(State.FAILED);
        assertThat(fourth.unreached().get(0).reason()).contains("more than 3 messages to everyone on one day");
        assertThat(world.dingtalk.meter().calls("POST /topapi/message/corpconversation/asyncsend_v2"))
                .isEqualTo(calls);
        world.clock.forward(Duration.ofDays(1));
        assertThat(world.send(forEveryone()).state()).isEqualTo(State.SENT);
    }

    @ParameterizedTest
    @CsvSource({
        "dingtalk, text, 2008",
        "dingtalk, markdown, 1978",
        "dingtalk, textcard, 1919",
        "wecom, text, 2048",
        "wecom, markdown, 2040",
    })
    void theLongestOfEachTypeArrivesWhole(String connection, String type, int most) {
        Map<String, Object> message = world.message(connection, u1, "type", type);
        if (!type.equals("text")) {
            message.put("title", "题");
        }
        if (type.equals("textcard")) {
            message.put("url", "https://a.b/");
            message.put("button", "看");
        }
        String content = "字".repeat(most / 3) + "x".repeat(most % 3);
        message.put("content", content);

        assertThat(world.send(message).state()).isEqualTo(State.SENT);
        assertThat(world.last(connection, u1).words().toString()).contains(content + "\"");
        message.put("content", content + "x");
        PlatformLimitsTest.refused(message, "2049 bytes");
    }

    private void arrive(String connection, int messages) {
        int had = world.mails(connection, u1).size();
        IntStream.range(0, messages)
                .forEach(n -> assertThat(
                                world.send(world.message(connection, u1)).state())
                        .isEqualTo(State.SENT));
        assertThat(world.mails(connection, u1)).hasSize(had + messages);
    }

    private static Map<String, Object> forEveryone() {
        return new HashMap<>(Map.of("connection", "dingtalk", "content", world.fresh(), "everyone", "true"));
    }
}
