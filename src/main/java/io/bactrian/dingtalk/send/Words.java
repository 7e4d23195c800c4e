package io.bactrian.dingtalk.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bactrian.call.RequestJson;
import io.bactrian.message.Message;
import io.bactrian.message.MessageRules.Excess;
import io.bactrian.message.MessageRules.Part;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A message as DingTalk wants it: {@code msg} of a work notification, and the body of a robot, which calls the same things
 * by other names. Source: the platform's pages on message types.
 */
final class Words {
    static final int LONGEST_BUTTON = 20;

    private static final String BUTTON = "查看详情";
    private static final int LONGEST_HEADING = 60;

    private Words() {}

    /** The {@code msg} of a work notification. */
    static Map<String, Object> ofNotification(Message message) {
        return switch (message.type()) {
            case TEXT -> typed("text", Map.of("content", text(message)));
            case MARKDOWN -> typed("markdown", ordered("title", heading(message), "text", markdown(message)));
            case TEXTCARD ->
                typed(
                        "action_card",
                        ordered(
                                "title", heading(message),
                                "markdown", markdown(message),
                                "single_title", button(message),
                                "single_url", message.url()));
        };
    }

    /** What a robot is given. */
    static Map<String, Object> ofRobot(Message message) {
        return switch (message.type()) {
            case TEXT -> typed("text", Map.of("content", text(message)));
            case MARKDOWN -> typed("markdown", ordered("title", heading(message), "text", markdown(message)));
            case TEXTCARD ->
                typed(
                        "actionCard",
                        ordered(
                                "title", heading(message),
                                "text", markdown(message),
                                "singleTitle", button(message),
                                "singleURL", message.url()));
        };
    }

    /** Bytes that {@code words} have as JSON in UTF-8. */
    static int bytes(Map<String, Object> words) {
        try {
            return RequestJson.bytes(words).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("words that are no JSON", e);
        }
    }

    static Optional<Excess> excessOfButton(Message message) {
        int length = message.button() == null
                ? 0
                : message.button().codePointCount(0, message.button().length());
        return length <= LONGEST_BUTTON
                ? Optional.empty()
                : Optional.of(new Excess(
                        Part.BUTTON,
                        "The button has " + length + " characters; DingTalk shows " + LONGEST_BUTTON + " at most."));
    }

    static Optional<Excess> excessOfUrl(Message message, int most) {
        int length = message.url() == null ? 0 : message.url().length();
        return length <= most
                ? Optional.empty()
                : Optional.of(new Excess(
                        Part.URL, "The url has " + length + " characters; DingTalk takes " + most + " at most."));
    }

    private static Map<String, Object> typed(String type, Object words) {
        return ordered("msgtype", type, type, words);
    }

    /** In one order always: the same message is the same bytes. */
    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static String text(Message message) {
        return message.title() == null ? message.content() : message.title() + "\n" + message.content();
    }

    private static String markdown(Message message) {
        return message.title() == null ? message.content() : "### " + message.title() + "\n\n" + message.content();
    }

    /** What stands in the list of chats: it must not be empty. */
    private static String heading(Message message) {
        if (message.title() != null) {
            return message.title();
        }
        String line = message.content()
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("^[#>*\\s-]+", "")
                .strip();
        int[] characters = line.codePoints().limit(LONGEST_HEADING).toArray();
        return characters.length == 0 ? "…" : new String(characters, 0, characters.length);
    }

    private static String button(Message message) {
        return message.button() == null ? BUTTON : message.button();
    }
}
