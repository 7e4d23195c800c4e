package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.demo.Faults;
import io.bactrian.demo.Mail;
import io.bactrian.demo.wecom.WeComFaults;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.message.Receipt.State;
import io.bactrian.store.TestDatabases;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages on both platforms, against stand-ins that cut and drop as silently as the platforms do. */
class PlatformsTest {
    private static final String SEND = "POST /topapi/message/corpconversation/asyncsend_v2";

    private static SendingWorld world;
    private static int words;

    private String u1;
    private String u2;

    @BeforeAll
    static void open() {
        world = new SendingWorld(TestDatabases.H2.fresh());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @BeforeEach
    void later() {
        // a day of its own for each test: what was sent before counts for nothing
        world.clock.forward(Duration.ofDays(1));
        u1 = world.people.get(1);
        u2 = world.people.get(2);
    }

    @AfterEach
    void heal() {
        world.dingtalk.faults().none();
        world.dingtalk.messagesPerDay(500);
        world.wecom.faults().none();
    }

    private static String fresh() {
        return "第" + words++ + "条消息";
    }

    private static Map<String, Object> message(String connection, String users, Object... more) {
        Map<String, Object> message =
                new HashMap<>(Map.of("connection", connection, "content", fresh(), "users", users));
        for (int i = 0; i < more.length; i += 2) {
            message.put((String) more[i], more[i + 1]);
        }
        return message;
    }

    private static List<Mail> mails(String connection, String person) {
        return connection.equals("dingtalk")
                ? world.dingtalk.mailbox().of(person)
                : world.wecom.mailbox().of(person);
    }

    private static Mail last(String connection, String person) {
        List<Mail> mails = mails(connection, person);
        return mails.get(mails.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void eachTypeArrivesWhole(String connection) {
        assertThat(world.send(message(connection, u1)).state()).isEqualTo(State.SENT);
        assertThat(last(connection, u1).type()).isEqualTo("text");

        world.send(message(connection, u1, "type", "markdown", "title", "标题"));
        assertThat(last(connection, u1).type()).isEqualTo("markdown");
        assertThat(last(connection, u1).words().toString()).contains("### 标题");

        world.send(message(
                connection, u1, "type", "textcard", "title", "标题", "url", "https://oa.example.com/1", "button", "去看"));
        assertThat(last(connection, u1).words().toString())
                .contains("https://oa.example.com/1")
                .contains("去看");
    }

    @Test
    void membersOfWeComAreKnownInAnySpelling() {
        world.runtime.tables().jdbc().update("""
                INSERT INTO member (connection_name, userid, platform, state, first_seen_at, known_at, name_pending,
                  content_hash, update_time)
                VALUES ('wecom', :id, 'wecom', 'active', 0, 0, FALSE, '', '2026-01-01 00:00:00')
                """, Map.of("id", u1.toLowerCase(Locale.ROOT)));
        Map<String, Object> message = message("wecom", u1);
        message.remove("users");
        message.put("members", List.of(u1.toUpperCase(Locale.ROOT), u1.toLowerCase(Locale.ROOT)));

        Receipt receipt = world.send(message);

        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(receipt.receivers()).isOne();
    }

    @Test
    void theSameWordsAgainReachSomebodyOnWeCom() {
        Map<String, Object> message = message("wecom", u1);
        int before = mails("wecom", u1).size();

        assertThat(world.send(message).state()).isEqualTo(State.SENT);
        assertThat(world.send(message).state()).isEqualTo(State.SENT);

        assertThat(mails("wecom", u1)).hasSize(before + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@all", "@ALL", "u1|@all", "u1|u2"})
    void wecomsWordForEverybodyIsNoPerson(String user) {
        Map<String, Object> message = message("wecom", u1);
        message.put("users", List.of(u1, user));
        int before = mails("wecom", u1).size();
        assertThatThrownBy(() -> world.send(message))
                .hasStackTraceContaining("MessageRefusedException")
                .hasStackTraceContaining("everyone");
        assertThat(mails("wecom", u1)).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"dingtalk, dingtalk, wxwork", "wecom, wxwork, dingtalk"})
    void addressesMayBeginAsThePlatformsOwnClientOpensThem(String connection, String own, String other) {
        assertThat(world.send(message(connection, u1, "type", "textcard", "title", "t", "url", own + "://page/1"))
                        .state())
                .isEqualTo(State.SENT);
        assertThatThrownBy(() -> world.send(
                        message(connection, u1, "type", "textcard", "title", "t", "url", other + "://page/1")))
                .hasStackTraceContaining("MessageRefusedException")
                .hasStackTraceContaining("must be an address");
    }

    @Test
    void twoPeopleAreNotOneOnDingTalk() {
        Map<String, Object> message = message("dingtalk", u1);
        message.put("users", List.of(u1 + "," + u2));
        int before = mails("dingtalk", u1).size();

        assertThatThrownBy(() -> world.send(message))
                .hasStackTraceContaining("MessageRefusedException")
                .hasStackTraceContaining("one id each");
        assertThat(mails("dingtalk", u1)).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void oneBadReceiverStopsNobody(String connection) {
        Receipt receipt = world.send(message(connection, u1 + ",Nobody-1," + u2));
        world.clock.forward(Duration.ofSeconds(31));
        world.carry(connection);

        receipt = world.receipt(receipt);
        assertThat(receipt.state()).isEqualTo(State.PARTIAL);
        assertThat(receipt.reached()).isEqualTo(2);
        assertThat(receipt.unreached())
                .extracting(Unreached::id)
                .containsExactly(connection.equals("wecom") ? "nobody-1" : "Nobody-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void nobodyLeftIsAFailureThatIsNotTriedAgain(String connection) {
        Receipt receipt = world.send(message(connection, "Nobody-1,Nobody-2"));
        world.clock.forward(Duration.ofSeconds(31));
        world.carry(connection);

        receipt = world.receipt(receipt);
        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.unreached()).extracting(Unreached::again).containsExactly(false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void everyoneGetsItWhenThatWasSaid(String connection) {
        Map<String, Object> message = new HashMap<>(Map.of("connection", connection, "content", fresh()));
        message.put("everyone", "true");

        assertThat(world.send(message).state()).isEqualTo(State.SENT);
        world.people.forEach(person -> assertThat(mails(connection, userId(connection, person)))
                .as(person)
                .isNotEmpty());
    }

    private static String userId(String connection, String person) {
        return connection.equals("wecom") ? WeComStandIn.userId(person) : person;
    }

    @Test
    void theLimitsOfDingTalkAreKeptToTheByte() {
        int around = "{\"msgtype\":\"text\",\"text\":{\"content\":\"\"}}".length();
        String fits = "字".repeat((2048 - around) / 3);
        assertThat(world.send(message("dingtalk", u1, "content", fits)).state()).isEqualTo(State.SENT);
        assertThat(last("dingtalk", u1).words().path("text").path("content").asText())
                .isEqualTo(fits);
        String exact = fits + "x".repeat(2048 - around - Utf8.length(fits));
        assertThat(world.send(message("dingtalk", u1, "content", exact)).state())
                .isEqualTo(State.SENT);
        refused(message("dingtalk", u1, "content", exact + "x"), "2049 bytes");
        refused(
                message(
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
                message("dingtalk", u1, "type", "textcard", "title", "t", "url", "https://a.b/" + "x".repeat(489)),
                "501 characters");
    }

    @Test
    void theLimitsOfWeComAreKeptToTheByte() {
        String text = "字".repeat(682) + "xx";
        assertThat(world.send(message("wecom", u1, "content", text)).state()).isEqualTo(State.SENT);
        assertThat(last("wecom", u1).words().path("text").path("content").asText())
                .isEqualTo(text);
        refused(message("wecom", u1, "content", text + "x"), "2049 bytes");

        String title = "题".repeat(42) + "xx";
        String description = "字".repeat(170) + "xx";
        Map<String, Object> card = message(
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
        assertThat(last("wecom", u1)
                        .words()
                        .path("textcard")
                        .path("description")
                        .asText())
                .isEqualTo(description);
        assertThat(last("wecom", u1).words().path("textcard").path("title").asText())
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

    private static void refused(Map<String, Object> message, String why) {
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
        Map<String, Object> message = message("dingtalk", u1);
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
        Receipt receipt = world.send(message("dingtalk", u1));
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
        IntStream.range(0, 30).forEach(n -> world.send(message("wecom", n % 2 == 0 ? u1 : capitals)));
        int before = mails("wecom", u1).size();
        Receipt held = world.send(message("wecom", u1 + "," + u2 + "," + capitals));

        assertThat(held.state()).isEqualTo(State.PENDING);
        assertThat(held.receivers()).isEqualTo(2);
        assertThat(held.reached()).isEqualTo(1);
        world.clock.forward(Duration.ofSeconds(61));
        world.carry("wecom");
        assertThat(world.receipt(held).state()).isEqualTo(State.SENT);
        assertThat(mails("wecom", u1)).hasSize(before + 1);
    }

    @Test
    void anAnswerThatIsLostOnDingTalkReachesNobodyTwice() {
        world.dingtalk.faults().failNext(1, Faults.Failure.BROKEN_JSON, "asyncsend_v2");
        Receipt receipt = world.send(message("dingtalk", u1));
        assertThat(receipt.state()).isEqualTo(State.PENDING);
        int before = mails("dingtalk", u1).size();

        world.clock.forward(Duration.ofSeconds(30));
        world.carry("dingtalk");
        world.clock.forward(Duration.ofSeconds(31));
        world.carry("dingtalk");

        assertThat(mails("dingtalk", u1)).hasSize(before);
        assertThat(world.receipt(receipt).state()).isEqualTo(State.SENT);
        assertThat(world.receipt(receipt).unreached()).isEmpty();
    }

    @Test
    void wordsThatAnotherProgramSentAreNotTakenForOurs() {
        Map<String, Object> message = message("dingtalk", u1);
        world.send(message);
        for (String table : List.of("message_receiver", "message_portion", "message")) {
            // as if another program had sent it by the same app
            world.runtime.tables().jdbc().update("DELETE FROM " + table, Map.of());
        }
        int before = mails("dingtalk", u1).size();
        world.dingtalk.faults().failNext(1, Faults.Failure.BUSY_429, "asyncsend_v2");
        Receipt receipt = world.send(message);
        world.clock.forward(Duration.ofSeconds(30));
        world.carry("dingtalk");
        assertThat(world.receipt(receipt).state()).isEqualTo(State.SENT);
        world.clock.forward(Duration.ofSeconds(31));
        world.carry("dingtalk");

        assertThat(mails("dingtalk", u1)).hasSize(before);
        assertThat(world.receipt(receipt).state()).isEqualTo(State.FAILED);
        assertThat(world.receipt(receipt).unreached().get(0).reason()).contains("the same words already");
    }

    @Test
    void anAnswerThatIsLostOnWeComReachesNobodyTwice() {
        world.wecom.faults().failNext(1, WeComFaults.Failure.BROKEN_JSON, "message/send");
        Receipt receipt = world.send(message("wecom", u1));
        int before = mails("wecom", u1).size();
        world.clock.forward(Duration.ofSeconds(30));
        world.carry("wecom");

        assertThat(world.receipt(receipt).state()).isEqualTo(State.SENT);
        assertThat(mails("wecom", u1)).hasSize(before);
    }

    @Test
    void aTokenThatDiedIsRenewedAtOnce() {
        world.send(message("dingtalk", u1));
        world.send(message("wecom", u1));
        world.dingtalk.killToken();
        world.wecom.killTokens();

        assertThat(world.send(message("dingtalk", u1)).state()).isEqualTo(State.SENT);
        assertThat(world.send(message("wecom", u1)).state()).isEqualTo(State.SENT);
    }

    @Test
    void weComWritesIdsInSmallLettersAndWeKnowWhoIsMeant() {
        Receipt receipt = world.send(message("wecom", u1.toUpperCase(Locale.ROOT) + ",NoBody"));

        assertThat(receipt.reached()).isEqualTo(1);
        assertThat(receipt.unreached()).extracting(Unreached::id).containsExactly("nobody");
    }

    @Test
    void sendingIsChargedToDingTalksMonth() {
        long before = world.dingtalk.meter().metered();
        world.send(message("dingtalk", u1));

        assertThat(world.dingtalk.meter().metered()).isEqualTo(before + 1);
        assertThat(world.runtime
                        .ledger()
                        .chargedToThisProcess(world.runtime.connections().get("dingtalk")))
                .isPositive();
        assertThat(world.dingtalk.meter().calls(SEND)).isPositive();
    }
}
