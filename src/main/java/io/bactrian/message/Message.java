package io.bactrian.message;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/**
 * One message in words that every platform shares: what goes into {@code direct:send}. What is absent is {@code null}.
 *
 * @param connection the connection that it goes through; may be absent where there is only one, or with a channel
 * @param channel the channel (a group's robot) that it goes to, instead of a connection
 * @param title heading; needed for a text card
 * @param content what it says
 * @param url where a text card leads
 * @param button what stands on a text card's button
 * @param businessType what it is about, such as {@code approval}: for whoever looks into the table
 * @param businessId which one it is about
 * @param key sent once: a message with a key that the connection knows already is not sent again; made up when absent
 * @param notBefore is not sent before
 */
public record Message(
        String connection,
        String channel,
        Type type,
        String title,
        String content,
        String url,
        String button,
        Receivers receivers,
        String businessType,
        String businessId,
        String key,
        Instant notBefore) {

    /** What a message looks like. */
    public enum Type {
        /** Plain text. */
        TEXT,
        /** Heading, text and a button that leads somewhere. */
        TEXTCARD,
        /** Text with Markdown, as far as the platform shows it. */
        MARKDOWN;

        /** The form that tables and people use. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Type of(String code) {
            for (Type type : values()) {
                if (type.code().equals(code.strip().toLowerCase(Locale.ROOT))) {
                    return type;
                }
            }
            throw new MessageRefusedException(
                    "The type of a message is text, textcard or markdown, and not '" + code + "'.");
        }
    }

    /** Of keys and ids in the tables. */
    static final int KEY_LENGTH = 128;

    public Message {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(receivers, "receivers");
        connection = orNothing(connection);
        channel = orNothing(channel);
        title = orNothing(title);
        content = orNothing(content);
        url = orNothing(url);
        button = orNothing(button);
        businessType = orNothing(businessType);
        businessId = orNothing(businessId);
        key = orNothing(key);
    }

    /**
     * The form of a key that the tables keep: without blanks around it, and as its hash, which is as good for telling
     * whether it is known, where it is too long for its column.
     */
    public static String storedKey(String asked) {
        String key = asked.strip();
        return key.length() <= KEY_LENGTH ? key : Hashes.of(key);
    }

    private static String orNothing(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A text for some people of a connection. */
    public static Message text(String connection, String content, Receivers receivers) {
        return new Message(connection, null, Type.TEXT, null, content, null, null, receivers, null, null, null, null);
    }

    /** The same message with other words. */
    public Message withWords(String newTitle, String newContent, String newButton) {
        return new Message(
                connection,
                channel,
                type,
                newTitle,
                newContent,
                url,
                newButton,
                receivers,
                businessType,
                businessId,
                key,
                notBefore);
    }

    /** The same message with that key. */
    public Message withKey(String newKey) {
        return new Message(
                connection,
                channel,
                type,
                title,
                content,
                url,
                button,
                receivers,
                businessType,
                businessId,
                newKey,
                notBefore);
    }
}
