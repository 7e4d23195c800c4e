package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.demo.Faults;
import io.bactrian.demo.wecom.WeComFaults;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages on both platforms, against stand-ins that cut and drop as silently as the platforms do. */
class PlatformsTest extends StandInsTest {
    private static final String SEND = "POST /topapi/message/corpconversation/asyncsend_v2";

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void eachTypeArrivesWhole(String connection) {
        assertThat(world.send(world.message(connection, u1)).state()).isEqualTo(State.SENT);
        assertThat(world.last(connection, u1).type()).isEqualTo("text");

        world.send(world.message(connection, u1, "type", "markdown", "title", "标题"));
        assertThat(world.last(connection, u1).type()).isEqualTo("markdown");
        assertThat(world.last(connection, u1).words().toString()).contains("### 标题");

        world.send(world.message(
                connection, u1, "type", "textcard", "title", "标题", "url", "https://oa.example.com/1", "button", "去看"));
        assertThat(world.last(connection, u1).words().toString())
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
        Map<String, Object> message = world.message("wecom", u1);
        message.remove("users");
        message.put("members", List.of(u1.toUpperCase(Locale.ROOT), u1.toLowerCase(Locale.ROOT)));

        Receipt receipt = world.send(message);

        assertThat(receipt.state()).isEqualTo(State.SENT);
        assertThat(receipt.receivers()).isOne();
    }

    @Test
    void theSameWordsAgainReachSomebodyOnWeCom() {
        Map<String, Object> message = world.message("wecom", u1);
        int before = world.mails("wecom", u1).size();

        assertThat(world.send(message).state()).isEqualTo(State.SENT);
        assertThat(world.send(message).state()).isEqualTo(State.SENT);

        assertThat(world.mails("wecom", u1)).hasSize(before + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@all", "@ALL", "u1|@all", "u1|u2"})
    void wecomsWordForEverybodyIsNoPerson(String user) {
        Map<String, Object> message = world.message("wecom", u1);
        message.put("users", List.of(u1, user));
        int before = world.mails("wecom", u1).size();
        assertThatThrownBy(() -> world.send(message))
                .hasStackTraceContaining("MessageRefusedException")
                .hasStackTraceContaining("everyone");
        assertThat(world.mails("wecom", u1)).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({"dingtalk, dingtalk, wxwork", "wecom, wxwork, dingtalk"})
    void addressesMayBeginAsThePlatformsOwnClientOpensThem(String connection, String own, String other) {
        assertThat(world.send(world.message(connection, u1, "type", "textcard", "title", "t", "url", own + "://page/1"))
                        .state())
                .isEqualTo(State.SENT);
        assertThatThrownBy(() -> world.send(
                        world.message(connection, u1, "type", "textcard", "title", "t", "url", other + "://page/1")))
                .hasStackTraceContaining("MessageRefusedException")
                .hasStackTraceContaining("must be an address");
    }

    @Test
    void twoPeopleAreNotOneOnDingTalk() {
        Map<String, Object> message = world.message("dingtalk", u1);
        message.put("users", List.of(u1 + "," + u2));
        int before = world.mails("dingtalk", u1).size();

        assertThatThrownBy(() -> world.send(message))
                .hasStackTraceContaining("MessageRefusedException")
                .hasStackTraceContaining("one id each");
        assertThat(world.mails("dingtalk", u1)).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void oneBadReceiverStopsNobody(String connection) {
        Receipt receipt = world.send(world.message(connection, u1 + ",Nobody-1," + u2));
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
        Receipt receipt = world.send(world.message(connection, "Nobody-1,Nobody-2"));
        world.clock.forward(Duration.ofSeconds(31));
        world.carry(connection);

        receipt = world.receipt(receipt);
        assertThat(receipt.state()).isEqualTo(State.FAILED);
        assertThat(receipt.unreached()).extracting(Unreached::again).containsExactly(false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void everyoneGetsItWhenThatWasSaid(String connection) {
        Map<String, Object> message = new HashMap<>(Map.of("connection", connection, "content", world.fresh()));
        message.put("everyone", "true");

        assertThat(world.send(message).state()).isEqualTo(State.SENT);
        world.people.forEach(person -> assertThat(world.mails(connection, userId(connection, person)))
                .as(person)
                .isNotEmpty());
    }

    private static String userId(String connection, String person) {
        return connection.equals("wecom") ? WeComStandIn.userId(person) : person;
    }

    @Test
    void anAnswerThatIsLostOnDingTalkReachesNobodyTwice() {
        world.dingtalk.faults().failNext(1, Faults.Failure.BROKEN_JSON, "asyncsend_v2");
        Receipt receipt = world.send(world.message("dingtalk", u1));
        assertThat(receipt.state()).isEqualTo(State.PENDING);
        int before = world.mails("dingtalk", u1).size();

        world.clock.forward(Duration.ofSeconds(30));
        world.carry("dingtalk");
        world.clock.forward(Duration.ofSeconds(31));
        world.carry("dingtalk");

        assertThat(world.mails("dingtalk", u1)).hasSize(before);
        assertThat(world.receipt(receipt).state()).isEqualTo(State.SENT);
        assertThat(world.receipt(receipt).unreached()).isEmpty();
    }

    @Test
    void wordsThatAnotherProgramSentAreNotTakenForOurs() {
        Map<String, Object> message = world.message("dingtalk", u1);
        world.send(message);
        for (String table : List.of("message_receiver", "message_portion", "message")) {
            // as if another program had sent it by the same app
            world.runtime.tables().jdbc().update("DELETE FROM " + table, Map.of());
        }
        int before = world.mails("dingtalk", u1).size();
        world.dingtalk.faults().failNext(1, Faults.Failure.BUSY_429, "asyncsend_v2");
        Receipt receipt = world.send(message);
        world.clock.forward(Duration.ofSeconds(30));
        world.carry("dingtalk");
        assertThat(world.receipt(receipt).state()).isEqualTo(State.SENT);
        world.clock.forward(Duration.ofSeconds(31));
        world.carry("dingtalk");

        assertThat(world.mails("dingtalk", u1)).hasSize(before);
        assertThat(world.receipt(receipt).state()).isEqualTo(State.FAILED);
        assertThat(world.receipt(receipt).unreached().get(0).reason()).contains("the same words already");
    }

    @Test
    void anAnswerThatIsLostOnWeComReachesNobodyTwice() {
        world.wecom.faults().failNext(1, WeComFaults.Failure.BROKEN_JSON, "message/send");
        Receipt receipt = world.send(world.message("wecom", u1));
        int before = world.mails("wecom", u1).size();
        world.clock.forward(Duration.ofSeconds(30));
        world.carry("wecom");

        assertThat(world.receipt(receipt).state()).isEqualTo(State.SENT);
        assertThat(world.mails("wecom", u1)).hasSize(before);
    }

    @Test
    void aTokenThatDiedIsRenewedAtOnce() {
        world.send(world.message("dingtalk", u1));
        world.send(world.message("wecom", u1));
        world.dingtalk.killToken();
        world.wecom.killTokens();

        assertThat(world.send(world.message("dingtalk", u1)).state()).isEqualTo(State.SENT);
        assertThat(world.send(world.message("wecom", u1)).state()).isEqualTo(State.SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void withoutATokenNothingHasLeftAndItIsSentLater(String connection) {
        world.send(world.message(connection, u1));
        if (connection.equals("wecom")) {
            world.wecom.killTokens();
            world.wecom.faults().failNext(9, WeComFaults.Failure.BROKEN_JSON, "gettoken");
        } else {
            world.dingtalk.killToken();
            world.dingtalk.faults().failNext(9, Faults.Failure.CLOSED, "accessToken");
        }
        // the platform's memory of what it gave ends soon: what may have arrived would not be sent again
        world.clock.forward(Duration.ofHours(13).plusMinutes(50));
        Receipt receipt = world.send(world.message(connection, u1));
        int before = world.mails(connection, u1).size();
        assertThat(receipt.state()).isEqualTo(State.PENDING);
        heal();
        for (int i = 0; i < 5; i++) {
            world.clock.forward(Duration.ofMinutes(5));
            world.carry(connection);
        }

        assertThat(world.receipt(receipt).state()).isEqualTo(State.SENT);
        assertThat(world.mails(connection, u1)).hasSize(before + 1);
    }

    @Test
    void weComWritesIdsInSmallLettersAndWeKnowWhoIsMeant() {
        Receipt receipt = world.send(world.message("wecom", u1.toUpperCase(Locale.ROOT) + ",NoBody"));

        assertThat(receipt.reached()).isEqualTo(1);
        assertThat(receipt.unreached()).extracting(Unreached::id).containsExactly("nobody");
    }

    @Test
    void sendingIsChargedToDingTalksMonth() {
        long before = world.dingtalk.meter().metered();
        world.send(world.message("dingtalk", u1));

        assertThat(world.dingtalk.meter().metered()).isEqualTo(before + 1);
        assertThat(world.runtime
                        .ledger()
                        .chargedToThisProcess(world.runtime.connections().get("dingtalk")))
                .isPositive();
        assertThat(world.dingtalk.meter().calls(SEND)).isPositive();
    }
}
