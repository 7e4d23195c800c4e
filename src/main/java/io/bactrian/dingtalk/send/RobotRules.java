package io.bactrian.dingtalk.send;

import io.bactrian.message.GroupRules;
import io.bactrian.message.Kind;
import io.bactrian.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What DingTalk takes and drops of messages into a group. Source: the platform's page on robots of groups. */
final class RobotRules extends GroupRules {
    /** The platform's largest request; nothing is said about single words. */
    static final int LONGEST_BYTES = 20_000;

    private static final int LONGEST_URL = 500;
    private static final int A_MINUTE = 20;
    /** How long the mark of a message is remembered is not documented. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final List<Ceiling> CEILINGS = List.of(new Ceiling(
            Kind.GROUP,
            A_MINUTE,
            Span.MINUTE,
            false,
            "more than 20 messages a minute, which mute the robot for 10 minutes"));

    @Override
    public String platform() {
        return DingTalkSending.ROBOT;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("dingtalk");
    }

    @Override
    public Optional<Excess> excess(Message message) {
        if (message.type() == Message.Type.TEXTCARD) {
            Optional<Excess> excess = Words.excessOfButton(message).or(() -> Words.excessOfUrl(message, LONGEST_URL));
            if (excess.isPresent()) {
                return excess;
            }
        }
        int bytes = Words.bytes(Words.ofRobot(message));
        return bytes <= LONGEST_BYTES
                ? Optional.empty()
                : Optional.of(new Excess(
                        Part.CONTENT,
                        "The message has " + bytes + " bytes; a robot of DingTalk takes " + LONGEST_BYTES + "."));
    }

    @Override
    public List<Ceiling> ceilings() {
        return CEILINGS;
    }

    @Override
    public Instant repeatableUntil(Instant firstTry) {
        return firstTry.plus(REMEMBERED);
    }
}
