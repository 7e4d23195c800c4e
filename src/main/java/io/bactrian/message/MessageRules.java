package io.bactrian.message;

import io.bactrian.connection.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.camel.CamelContext;

/**
 * What has to be known of a platform before something is sent; one bean for each platform, in the registry as
 * <code>&lt;platform&gt;-message-rules</code>.
 */
public interface MessageRules {
    String platform();

    /** How many of each kind one call may name; 0 where the platform has no such receivers. */
    int mostInACall(Kind kind);

    /** A person's id as the table {@code member} spells it. */
    default String memberId(String id) {
        return id;
    }

    /** With what addresses may begin that the platform's own client opens, beside http and https. */
    default Set<String> schemes() {
        return Set.of();
    }

    /** Why such a message cannot go through that connection at all, as one sentence; empty when it can. */
    Optional<String> misfit(Message message, Connection connection);

    /** The first of its words that is too long for the platform; empty when all fit. */
    Optional<Excess> excess(Message message);

    /** What the platform takes and silently drops. */
    List<Ceiling> ceilings();

    /** To how many people in all a connection's messages may go in a minute; empty where the platform drops none for that. */
    default OptionalInt peopleAMinute() {
        return OptionalInt.empty();
    }

    /**
     * Until when a portion that may have arrived, first sent at {@code firstTry}, may be sent again to the letter without
     * reaching anybody twice; {@code firstTry} itself where the platform promises nothing.
     */
    Instant repeatableUntil(Instant firstTry);

    /** Whether the platform tells later who was reached, at <code>direct:&lt;platform&gt;-receipt</code>. */
    boolean hasReceipts();

    /** A part of a message's words. */
    enum Part {
        TITLE,
        CONTENT,
        URL,
        BUTTON
    }

    /**
     * Words that are too long.
     *
     * @param part what would have to be shorter
     * @param sentence what is too long, how long it is and how long it may be
     */
    record Excess(Part part, String sentence) {}

    /**
     * So many, or so many of the same content, to one receiver in that span; the platform drops what is more.
     *
     * @param kind for each of whom
     * @param most how many
     * @param sameContent whether only messages of the same content count
     * @param words how many it is that are too many, such as {@code more than 30 messages in a minute}
     */
    record Ceiling(Kind kind, int most, Span span, boolean sameContent, String words) {}

    /** What a ceiling is for. Platforms count days in China's time. */
    enum Span {
        MINUTE,
        HOUR,
        DAY;

        private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

        /** The platforms' day of that instant. */
        static LocalDate day(Instant instant) {
            return LocalDate.ofInstant(instant, CHINA);
        }

        /** When the span began that {@code now} is in. */
        public Instant since(Instant now) {
            return switch (this) {
                case MINUTE -> now.minus(Duration.ofMinutes(1));
                case HOUR -> now.minus(Duration.ofHours(1));
                case DAY -> LocalDate.ofInstant(now, CHINA).atStartOfDay(CHINA).toInstant();
            };
        }

        /** When what was sent at {@code sentAt} does not count any more. */
        public Instant over(Instant sentAt) {
            return switch (this) {
                case MINUTE -> sentAt.plus(Duration.ofMinutes(1));
                case HOUR -> sentAt.plus(Duration.ofHours(1));
                case DAY ->
                    LocalDate.ofInstant(sentAt, CHINA)
                            .plusDays(1)
                            .atStartOfDay(CHINA)
                            .toInstant();
            };
        }
    }

    /** The registry name of a platform's rules. */
    static String beanName(String platform) {
        return platform + "-message-rules";
    }

    /** The rules of a platform; a {@link MessageRefusedException} where it cannot send. */
    static MessageRules of(CamelContext context, String platform) {
        MessageRules rules = context.getRegistry().lookupByNameAndType(beanName(platform), MessageRules.class);
        if (rules == null) {
            throw new MessageRefusedException("Bactrian cannot send messages by " + platform + ".");
        }
        return rules;
    }
}
