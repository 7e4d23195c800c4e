package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is too long or too much for a platform, against stand-ins that cut and drop as silently as the platforms do. */
class PlatformLimitsTest extends StandInsTest {
    @Test
    void theLimitsOfDingTalkAreKeptToTheByte() {
        int around = "{\"msgtype\":\"text\",\"text\":{\"content\":\"\"}}".length();
        String fits = "字".repeat((2048 - around) / 3);
        assertThat(world.send(world.message("dingtalk", u1, "content", fits)).state())
                .isEqualTo(State.SENT);
        assertThat(world.last("dingtalk", u1)
                        .words()
                        .path("text")
                        .path("content")
                        .asText())
                .isEqualTo(fits);
        String exact = fits + "x".repeat(2048 - around - Utf8.length(fits));
        assertThat(world.send(world.message("dingtalk", u1, "content", exact)).state())
                .isEqualTo(State.SENT);
        refused(world.message("dingtalk", u1, "content", exact + "x"), "2049 bytes");
        refused(
                world.message(
                        "dingtalk",
                        u1,
                        "type",
                        "textcard",
                        "title",
                        "t",
                        "url",
                        "https://a.b/",
                        "button",
                        "一".repeat(21)),
                "21 characters");
        refused(
                world.message(
                        "dingtalk", u1, "type", "textcard", "title", "t", "url", "https://a.b/" + "x".repeat(489)),
                "501 characters");
    }

    @Test
    void theLimitsOfWeComAreKeptToTheByte() {
        String text = "字".repeat(682) + "xx";
        assertThat(world.send(world.message("wecom", u1, "content", text)).state())
                .isEqualTo(State.SENT);
        assertThat(world.last("wecom", u1).words().path("text").path("content").asText())
                .isEqualTo(text);
        refused(world.message("wecom", u1, "content", text + "x"), "2049 bytes");

        String title = "题".repeat(42) + "xx";
        String description = "字".repeat(170) + "xx";
        Map<String, Object> card = world.message(
                "wecom",
                u1,
                "type",
                "textcard",
                "title",
                title,
                "content",
                description,
                "url",
                "https://a.b/",
                "button",
                "四个汉字");
        assertThat(world.send(card).state()).isEqualTo(State.SENT);
        assertThat(world.last("wecom", u1)
                        .words()
                        .path("textcard")
                        .path("description")
                        .asText())
                .isEqualTo(description);
        assertThat(world.last("wecom", u1)
                        .words()
                        .path("textcard")
                        .path("title")
                        .asText())
                .isEqualTo(title);
        card.put("content", description + "x");
        refused(card, "513 bytes");
        card.put("content", "x");
        card.put("title", title + "x");
        refused(card, "129 bytes");
        card.put("title", "x");
        card.put("button", "五个汉字了");
        refused(card, "5 characters");
    }

    static void refused(Map<String, Object> message, String why) {
        long before =
                world.runtime.tables().jdbc().queryForObject("SELECT COUNT(*) FROM message", Map.of(), Long.class);
        assertThatThrownBy(() -> world.send(message))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining(why);
        assertThat(world.runtime.tables().jdbc().queryForObject("SELECT COUNT(*) FROM message", Map.of(), Long.class))
                .isEqualTo(before);
    }

    @Test
    void dingTalkDropsTheSameWordsOnOneDayAndWeKnowIt() {
        Map<String, Object> message = world.message("dingtalk", u1);
        world.send(message);
        Receipt again = world.send(message);

        assertThat(again.state()).isEqualTo(State.FAILED);
        assertThat(again.unreached().get(0).reason()).startsWith("the platform drops it silently: the same words");
        message.put("users", u1 + "," + u2);
        assertThat(world.send(message).state()).isEqualTo(State.PARTIAL);

        world.clock.forward(Duration.ofDays(1));
        assertThat(world.send(message).state()).isEqualTo(State.SENT);
    }

    @Test
    void dingTalksReceiptsCorrectWhatWasBelieved() {
        world.dingtalk.messagesPerDay(0);
        Receipt receipt = world.send(world.message("dingtalk", u1));
        assertThat(receipt.state()).isEqualTo(State.SENT);

        world.clock.forward(Duration.ofSeconds(31));
        world.carry("dingtalk");

        receipt = world.receipt(receipt);
        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.unreached().get(0).reason()).contains("143105").contains("today");
    }

    @Test
    void weComDropsTheThirtyFirstInAMinuteSoItWaits() {
        String capitals = u1.toUpperCase(Locale.ROOT);
        IntStream.range(0, 30).forEach(n -> world.send(world.message("wecom", n % 2 == 0 ? u1 : capitals)));
        int before = world.mails("wecom", u1).size();
        Receipt held = world.send(world.message("wecom", u1 + "," + u2 + "," + capitals));

        assertThat(held.state()).isEqualTo(State.PENDING);
        assertThat(held.receivers()).isEqualTo(2);
        assertThat(held.reached()).isEqualTo(1);
        world.clock.forward(Duration.ofSeconds(61));
        world.carry("wecom");
        assertThat(world.receipt(held).state()).isEqualTo(State.SENT);
        assertThat(world.mails("wecom", u1)).hasSize(before + 1);
    }
}
