package io.bactrian.dingtalk.send;

import io.bactrian.connection.Connection;
import io.bactrian.dingtalk.DingTalkCallRules;
import io.bactrian.message.Kind;
import io.bactrian.message.Message;
import io.bactrian.message.MessageRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** What DingTalk takes, cuts and silently drops of work notifications. Source: the platform's page on asyncsend_v2. */
final class NotificationRules implements MessageRules {
    static final int LONGEST_BYTES = 2048;
    static final int LONGEST_URL = 500;

    private static final int USERS = 100;
    private static final int DEPARTMENTS = 20;
    private static final int A_DAY = 500;
    /** DingTalk's 5,000, less some for what waits for nobody: what is for few, and what may not have arrived. */
    private static final int PEOPLE_A_MINUTE = 4_900;
    /** Clocks differ, and a call takes its time. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private static final List<Ceiling> CEILINGS = List.of(
            new Ceiling(
                    Kind.USER,
                    1,
                    Span.DAY,
                    true,
                    "the same words to the same person a second time on one day (in China)"),
            new Ceiling(Kind.USER, A_DAY, Span.DAY, false, "more than " + A_DAY + " messages to one person on one day"),
            new Ceiling(Kind.EVERYONE, 3, Span.DAY, false, "more than 3 messages to everyone on one day"));

    @Override
    public String platform() {
        return DingTalkCallRules.PLATFORM;
    }

    @Override
    public int mostInACall(Kind kind) {
        return switch (kind) {
            case USER -> USERS;
            case DEPARTMENT -> DEPARTMENTS;
            case EVERYONE -> 1;
            default -> 0;
        };
    }

    @Override
    public Set<String> schemes() {
        return Set.of("dingtalk");
    }

    @Override
    public Optional<String> misfit(Message message, Connection connection) {
        // on the wire ids have commas between them
        Optional<String> strange = Stream.concat(
                        message.receivers().users().stream(), message.receivers().departments().stream())
                .filter(id -> id.indexOf(',') >= 0)
                .findFirst();
        if (strange.isPresent()) {
            return Optional.of("The receiver '" + strange.get() + "' is no id on DingTalk; one id each in a list.");
        }
        return agentId(connection).isPresent()
                ? Optional.empty()
                : Optional.of("Connection '" + connection.name() + "' has no agent-id, which messages need; set"
                        + " DINGTALK_AGENT_ID (connection." + connection.name() + ".agent-id) to the app's AgentId.");
    }

    static Optional<String> agentId(Connection connection) {
        return connection.option(DingTalkSending.AGENT_ID);
    }

    @Override
    public Optional<Excess> excess(Message message) {
        if (message.type() == Message.Type.TEXTCARD) {
            Optional<Excess> excess = Words.excessOfButton(message).or(() -> Words.excessOfUrl(message, LONGEST_URL));
            if (excess.isPresent()) {
                return excess;
            }
        }
        int bytes = Words.bytes(Words.ofNotification(message));
        if (bytes <= LONGEST_BYTES) {
            return Optional.empty();
        }
        int around = Words.bytes(Words.ofNotification(message.withWords(message.title(), "…", message.button())));
        return Optional.of(
                around <= LONGEST_BYTES
                        ? new Excess(Part.CONTENT, tooLong("content", bytes))
                        : new Excess(Part.TITLE, tooLong("title", bytes)));
    }

    private static String tooLong(String what, int bytes) {
        return "The " + what + " is too long: the whole message has " + bytes
                + " bytes as DingTalk counts them; there may be " + LONGEST_BYTES + ".";
    }

    @Override
    public List<Ceiling> ceilings() {
        return CEILINGS;
    }

    @Override
    public OptionalInt peopleAMinute() {
        return OptionalInt.of(PEOPLE_A_MINUTE);
    }

    /** On the same day in China the platform gives the same words to nobody twice. */
    @Override
    public Instant repeatableUntil(Instant firstTry) {
        return Span.DAY.over(firstTry).minus(MARGIN);
    }

    @Override
    public boolean hasReceipts() {
        return true;
    }
}
