package io.bactrian.wecom.send;

import io.bactrian.message.Message;
import io.bactrian.message.MessageRules.Excess;
import io.bactrian.message.MessageRules.Part;
import io.bactrian.message.Utf8;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A message as WeCom wants it. Source: the platform's pages on messages of apps and of groups. */
final class Words {
    static final int LONGEST_TEXT = 2048;
    static final int LONGEST_ROBOT_MARKDOWN = 4096;
    static final int LONGEST_TITLE = 128;
    static final int LONGEST_DESCRIPTION = 512;
    static final int LONGEST_URL = 2048;
    static final int LONGEST_BUTTON = 4;

    private static final String BUTTON = "详情";

    private Words() {}

    /** What an app sends; the type's field holds it. */
    static Map<String, Object> ofApp(Message message) {
        return switch (message.type()) {
            case TEXT -> Map.of("content", text(message));
            case MARKDOWN -> Map.of("content", markdown(message));
            case TEXTCARD -> {
                Map<String, Object> card = new LinkedHashMap<>();
                card.put("title", message.title());
                card.put("description", message.content());
                card.put("url", message.url());
                card.put("btntxt", message.button() == null ? BUTTON : message.button());
                yield card;
            }
        };
    }

    /** What a robot writes: it has no text cards, but links. */
    static String ofRobot(Message message) {
        return switch (message.type()) {
            case TEXT -> text(message);
            case MARKDOWN -> markdown(message);
            case TEXTCARD ->
                markdown(message) + "\n[" + (message.button() == null ? BUTTON : message.button()) + "]("
                        + message.url() + ")";
        };
    }

    private static String text(Message message) {
        return message.title() == null ? message.content() : message.title() + "\n" + message.content();
    }

    private static String markdown(Message message) {
        return message.title() == null ? message.content() : "### " + message.title() + "\n" + message.content();
    }

    /** A text that is too long, where it holds title and content: which of them would have to be shorter. */
    static Optional<Excess> excess(String words, Message message, int most) {
        int bytes = Utf8.length(words);
        if (bytes <= most) {
            return Optional.empty();
        }
        Part part = bytes - Utf8.length(message.content()) >= most ? Part.TITLE : Part.CONTENT;
        return Optional.of(new Excess(part, sentence("text", bytes, most)));
    }

    static Optional<Excess> excess(Part part, String name, String words, int most) {
        int bytes = Utf8.length(words);
        return bytes <= most ? Optional.empty() : Optional.of(new Excess(part, sentence(name, bytes, most)));
    }

    static Optional<Excess> excessOfButton(Message message) {
        int characters = message.button() == null
                ? 0
                : message.button().codePointCount(0, message.button().length());
        return characters <= LONGEST_BUTTON
                ? Optional.empty()
                : Optional.of(new Excess(
                        Part.BUTTON,
                        "The button has " + characters + " characters; WeCom shows " + LONGEST_BUTTON
                                + " and cuts the rest."));
    }

    private static String sentence(String name, int bytes, int most) {
        return "The " + name + " has " + bytes + " bytes; WeCom shows " + most + " and cuts the rest.";
    }
}
