package io.bactrian.message;

import io.bactrian.connection.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Makes sure, before anything is sent, that a platform will show a message as it was written: what is too long is refused,
 * or cut so that everybody sees it.
 */
final class Fitting {
    static final String ELLIPSIS = "…";

    /** What a reader takes for one character, also where it is made of several. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    /** Each part can be too long once. */
    private static final int PARTS = MessageRules.Part.values().length;

    private final boolean cuts;

    /** Whether what is too long is cut; refused otherwise. */
    Fitting(boolean cuts) {
        this.cuts = cuts;
    }

    /** The message as it can be sent; a {@link MessageRefusedException} says why it cannot. */
    Message fit(Message message, Connection connection, MessageRules rules) {
        rules.misfit(message, connection).ifPresent(sentence -> {
            throw new MessageRefusedException(sentence);
        });
        Message fitting = message;
        for (int i = 0; i <= PARTS; i++) {
            Optional<MessageRules.Excess> excess = rules.excess(fitting);
            if (excess.isEmpty()) {
                return fitting;
            }
            if (!cuts || excess.get().part() == MessageRules.Part.URL) {
                throw new MessageRefusedException(excess.get().sentence());
            }
            fitting = cut(fitting, excess.get(), rules);
        }
        throw new MessageRefusedException(rules.excess(fitting).orElseThrow().sentence());
    }

    /** The longest beginning that is not too long; what is not too long stays so when it gets shorter. */
    private static Message cut(Message message, MessageRules.Excess excess, MessageRules rules) {
        List<Integer> ends = CHARACTER
                .matcher(words(message, excess.part()))
                .results()
                .map(MatchResult::end)
                .toList();
        int fits = -1;
        int tooMany = ends.size();
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) >>> 1;
            if (isTooLong(beginning(message, excess.part(), ends, middle), excess.part(), rules)) {
                tooMany = middle;
            } else {
                fits = middle;
            }
        }
        if (fits < 1) {
            // not even its first character: another part is too long for it to be worth sending
            throw new MessageRefusedException(excess.sentence());
        }
        return beginning(message, excess.part(), ends, fits);
    }

    private static boolean isTooLong(Message message, MessageRules.Part part, MessageRules rules) {
        return rules.excess(message).filter(excess -> excess.part() == part).isPresent();
    }

    private static Message beginning(Message message, MessageRules.Part part, List<Integer> ends, int characters) {
        String words = words(message, part);
        String shorter = words.substring(0, characters == 0 ? 0 : ends.get(characters - 1))
                        .stripTrailing()
                + ELLIPSIS;
        return switch (part) {
            case TITLE -> message.withWords(shorter, message.content(), message.button());
            case CONTENT -> message.withWords(message.title(), shorter, message.button());
            case BUTTON -> message.withWords(message.title(), message.content(), shorter);
            case URL -> message;
        };
    }

    private static String words(Message message, MessageRules.Part part) {
        String words = switch (part) {
            case TITLE -> message.title();
            case CONTENT -> message.content();
            case BUTTON -> message.button();
            case URL -> message.url();
        };
        return Objects.requireNonNullElse(words, "");
    }
}
