package io.bactrian.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.demo.Mail;
import io.bactrian.message.Receipt.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages into groups, and to more people than one call may name, against stand-ins as strict as the platforms. */
class GroupsTest extends StandInsTest {
    @Test
    void groupsAreWrittenIntoByRobots() {
        int inWeCom = world.wecom.mailbox().of(SendingWorld.WECOM_KEY).size();
        int before = world.dingtalk.mailbox().of(SendingWorld.DINGTALK_KEY).size();
        Receipt signed =
                world.send(Map.of("channel", "dingtalk", "content", world.fresh(), "title", "标题", "type", "markdown"));
        Receipt plain = world.send(Map.of("channel", "wecom", "content", world.fresh()));

        assertThat(signed.state()).isEqualTo(State.SENT);
        assertThat(plain.state()).isEqualTo(State.SENT);
        assertThat(world.dingtalk.mailbox().of(SendingWorld.DINGTALK_KEY)).hasSize(before + 1);
        assertThat(world.wecom.mailbox().of(SendingWorld.WECOM_KEY)).hasSize(inWeCom + 1);
        assertThatThrownBy(() -> world.send(Map.of("channel", "wecom", "content", "x", "users", "u1")))
                .isInstanceOf(MessageRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dingtalk", "wecom"})
    void aGroupThatHasHadTwentyInAMinuteWaits(String channel) {
        int had = mails(channel).size();
        IntStream.range(0, 20)
                .forEach(n -> assertThat(world.send(Map.of("channel", channel, "content", world.fresh()))
                                .state())
                        .isEqualTo(State.SENT));

        assertThat(world.send(Map.of("channel", channel, "content", world.fresh()))
                        .state())
                .isEqualTo(State.PENDING);
        assertThat(mails(channel)).hasSize(had + 20);
        world.clock.forward(Duration.ofSeconds(61));
        world.carry("channel." + channel);
        assertThat(mails(channel)).hasSize(had + 21);
    }

    @ParameterizedTest
    @CsvSource({
        "wecom, text, 2048, 2049 bytes",
        "wecom, markdown, 4096, 4097 bytes",
        "dingtalk, text, 19960, 20001 bytes",
        "dingtalk, markdown, 19764, 20001 bytes",
    })
    void theLimitsOfGroupsAreKeptToTheByte(String channel, String type, int most, String refusal) {
        String exact = "字".repeat(most / 3) + "x".repeat(most % 3);
        assertThat(world.send(Map.of("channel", channel, "type", type, "content", exact))
                        .state())
                .isEqualTo(State.SENT);
        List<Mail> mails = mails(channel);
        assertThat(mails.get(mails.size() - 1).words().toString()).contains(exact);
        assertThatThrownBy(() -> world.send(Map.of("channel", channel, "type", type, "content", exact + "x")))
                .isInstanceOf(MessageRefusedException.class)
                .hasMessageContaining(refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "dingtalk, POST /topapi/message/corpconversation/asyncsend_v2, 26",
        "wecom, POST /cgi-bin/message/send, 3",
    })
    void moreThanACallMayNameAreSentInSeveralAndTheBadStopNobody(String connection, String call, int calls) {
        List<String> strangers =
                IntStream.range(0, 2480).mapToObj(n -> "stranger-" + n).toList();
        List<String> people = world.people.stream().distinct().limit(25).toList();
        List<String> all = Stream.concat(strangers.stream(), people.stream()).toList();
        long before = calls(connection, call);

        Receipt receipt = world.send(Map.of("connection", connection, "content", world.fresh(), "users", all));
        assertThat(calls(connection, call) - before).isEqualTo(calls);
        world.clock.forward(Duration.ofSeconds(31));
        world.carry(connection);

        assertThat(world.receipt(receipt).state()).isEqualTo(State.PARTIAL);
        assertThat(world.receipt(receipt).unreached())
                .extracting(Unreached::id)
                .containsExactlyInAnyOrderElementsOf(strangers);
    }

    private static List<Mail> mails(String channel) {
        return channel.equals("wecom")
                ? world.wecom.mailbox().of(SendingWorld.WECOM_KEY)
                : world.dingtalk.mailbox().of(SendingWorld.DINGTALK_KEY);
    }

    private static long calls(String connection, String call) {
        return connection.equals("wecom")
                ? world.wecom.meter().calls(call)
                : world.dingtalk.meter().calls(call);
    }
}
