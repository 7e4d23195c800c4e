package io.bactrian.wecom.send;

import io.bactrian.message.GroupRules;
import io.bactrian.message.Kind;
import io.bactrian.message.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What WeCom takes and refuses of messages into a group. Source: the platform's page on messages of groups. */
final class RobotRules extends GroupRules {
    private static final List<Ceiling> CEILINGS = List.of(
            new Ceiling(Kind.GROUP, 20, Span.MINUTE, false, "more than 20 messages into one group in a minute"));

    @Override
    public String platform() {
        return WeComSending.ROBOT;
    }

    @Override
    public Set<String> schemes() {
        return Set.of("wxwork");
    }

    @Override
    public Optional<Excess> excess(Message message) {
        return Words.excess(
                Words.ofRobot(message),
                message,
                message.type() == Message.Type.TEXT ? Words.LONGEST_TEXT : Words.LONGEST_ROBOT_MARKDOWN);
    }

    @Override
    public List<Ceiling> ceilings() {
        return CEILINGS;
    }

    /** WeCom promises nothing: a message that may have arrived is not sent again. */
    @Override
    public Instant repeatableUntil(Instant firstTry) {
        return firstTry;
    }
}
