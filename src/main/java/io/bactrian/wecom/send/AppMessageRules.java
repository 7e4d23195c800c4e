package io.bactrian.wecom.send;

import io.bactrian.connection.Connection;
import io.bactrian.message.Kind;
import io.bactrian.message.Message;
import io.bactrian.message.MessageRules;
import io.bactrian.wecom.WeCom;
import io.bactrian.wecom.WeComCallRules;
import io.bactrian.wecom.WeComIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What WeCom takes, cuts and silently drops of an app's messages. Source: the platform's pages on messages and limits. */
final class AppMessageRules implements MessageRules {
    /** For so long WeCom gives the same call to nobody twice. */
    static final Duration REMEMBERED = Duration.ofHours(4);

    private static final int USERS = 1000;
    private static final int DEPARTMENTS = 100;
    private static final int TAGS = 100;
    /** Clocks differ, and a call takes its time. */
    private static final Duration MARGIN = Duration.ofMinutes(10);
    /** Of a mark, which is hexadecimal, as many as a number holds. */
    private static final int MARK_DIGITS = 12;

    private static final int HEX = 16;

    private static final List<Ceiling> CEILINGS = List.of(
            new Ceiling(Kind.USER, 30, Span.MINUTE, false, "more than 30 messages to one person in a minute"),
            new Ceiling(Kind.USER, 1000, Span.HOUR, false, "more than 1000 messages to one person in an hour"));

    @Override
    public String platform() {
        return WeComCallRules.PLATFORM;
    }

    @Override
    public int mostInACall(Kind kind) {
        return switch (kind) {
            case USER -> USERS;
            case DEPARTMENT -> DEPARTMENTS;
            case TAG -> TAGS;
            case EVERYONE -> 1;
            default -> 0;
        };
    }

    @Override
    public String memberId(String id) {
        return WeComIds.user(id);
    }

    @Override
    public Set<String> schemes() {
        return Set.of("wxwork");
    }

    @Override
    public Optional<String> misfit(Message message, Connection connection) {
        Optional<String> strange = Stream.of(
                        message.receivers().users(),
                        message.receivers().departments(),
                        message.receivers().tags())
                .flatMap(List::stream)
                .filter(AppMessageRules::isNoId)
                .findFirst();
        if (strange.isPresent()) {
            return Optional.of("The receiver '" + strange.get()
                    + "' is no id on WeCom; one id each, and everyone is said" + " by everyone.");
        }
        if (connection.option(WeCom.AGENT_ID).isEmpty()) {
            return Optional.of("Connection '" + connection.name() + "' has no agent-id, which messages need; set"
                    + " WECOM_AGENT_ID (connection." + connection.name() + ".agent-id) to the app's AgentId.");
        }
        return connection.secret(Connection.APP).isPresent()
                ? Optional.empty()
                : Optional.of("Connection '" + connection.name() + "' has only the contact-sync secret, which may send"
                        + " nothing; set WECOM_SECRET (connection." + connection.name() + ".secret).");
    }

    /**
     * For how many seconds WeCom is to remember the call of that mark. It compares whole calls, so what tells two messages
     * of the same words to the same people apart has to be in the call: by the time, which no reader sees. It is never
     * shorter than a portion may be sent again.
     */
    static long remembered(String mark) {
        long different = Long.parseLong(mark.substring(0, MARK_DIGITS), HEX) % MARGIN.toSeconds();
        return REMEMBERED.toSeconds() - different;
    }

    /** On the wire ids have bars between them, and one word among them is everybody. */
    private static boolean isNoId(String receiver) {
        return receiver.indexOf('|') >= 0 || receiver.equalsIgnoreCase(WeComMessages.EVERYBODY);
    }

    @Override
    public Optional<Excess> excess(Message message) {
        return switch (message.type()) {
            case TEXT, MARKDOWN ->
                Words.excess((String) Words.ofApp(message).get("content"), message, Words.LONGEST_TEXT);
            case TEXTCARD ->
                Words.excess(Part.TITLE, "title", message.title(), Words.LONGEST_TITLE)
                        .or(() -> Words.excess(Part.CONTENT, "content", message.content(), Words.LONGEST_DESCRIPTION))
                        .or(() -> Words.excess(Part.URL, "url", message.url(), Words.LONGEST_URL))
                        .or(() -> Words.excessOfButton(message));
        };
    }

    @Override
    public List<Ceiling> ceilings() {
        return CEILINGS;
    }

    @Override
    public Instant repeatableUntil(Instant firstTry) {
        return firstTry.plus(REMEMBERED).minus(MARGIN);
    }

    @Override
    public boolean hasReceipts() {
        return false;
    }
}
