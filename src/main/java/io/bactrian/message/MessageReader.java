package io.bactrian.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes a {@link Message} of a map with the same words, so that YAML and JSON can write one. */
public final class MessageReader {
    private static final Set<String> WORDS = Set.of(
            "connection",
            "channel",
            "type",
            "title",
            "content",
            "url",
            "button",
            "users",
            "departments",
            "tags",
            "members",
            "everyone",
            "businessType",
            "businessId",
            "key",
            "notBefore");

    private final Map<?, ?> map;

    private MessageReader(Map<?, ?> map) {
        this.map = map;
    }

    /** The message in a body, or a text with the other words in headers; where neither is, it is refused. */
    static Message read(Object body, Map<String, Object> headers) {
        if (!(body instanceof String content)) {
            return read(body);
        }
        Map<String, Object> words = new HashMap<>(headers);
        words.keySet().retainAll(WORDS);
        words.put("content", content);
        return read(words);
    }

    /** The message in a body; a {@link MessageRefusedException} when it holds none. */
    public static Message read(Object body) {
        if (body instanceof Message message) {
            return message;
        }
        if (body instanceof Map<?, ?> map) {
            return new MessageReader(map).message();
        }
        throw new MessageRefusedException("A message is a map with the words " + String.join(", ", new TreeSet<>(WORDS))
                + ", and not " + (body == null ? "nothing" : body.getClass().getSimpleName()) + ".");
    }

    /** A word that is misspelt might be the one that says for whom it is: it is no message then. */
    private Message message() {
        for (Object word : map.keySet()) {
            if (!(word instanceof String) || !WORDS.contains(word)) {
                throw new MessageRefusedException(
                        "A message has no '" + word + "'; there are: " + String.join(", ", new TreeSet<>(WORDS)) + ".");
            }
        }
        String type = text("type");
        return new Message(
                text("connection"),
                text("channel"),
                type == null || type.isBlank() ? Message.Type.TEXT : Message.Type.of(type),
                text("title"),
                text("content"),
                text("url"),
                text("button"),
                new Receivers(ids("users"), ids("departments"), ids("tags"), ids("members"), everyone()),
                text("businessType"),
                text("businessId"),
                text("key"),
                notBefore());
    }

    private String text(String word) {
        Object value = map.get(word);
        return value == null ? null : value.toString();
    }

    /** A list, or ids with commas between them. */
    private List<String> ids(String word) {
        Object value = map.get(word);
        if (value == null) {
            return List.of();
        }
        List<String> ids = new ArrayList<>();
        if (value instanceof Collection<?> many) {
            many.forEach(one -> ids.add(id(word, one)));
        } else if (value instanceof Object[] many) {
            Arrays.stream(many).forEach(one -> ids.add(id(word, one)));
        } else if (value instanceof Map<?, ?>) {
            throw new MessageRefusedException("'" + word + "' of a message is a list of ids.");
        } else {
            ids.addAll(Arrays.asList(value.toString().split(",")));
        }
        return ids;
    }

    private static String id(String word, Object value) {
        if (value instanceof String || value instanceof Integer || value instanceof Long) {
            return value.toString();
        }
        throw new MessageRefusedException("'" + word + "' of a message is a list of ids.");
    }

    private boolean everyone() {
        String text = text("everyone");
        if (text == null || text.isBlank()) {
            return false;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new MessageRefusedException("'everyone' of a message is true or false, and not '" + text + "'.");
        };
    }

    private Instant notBefore() {
        Object value = map.get("notBefore");
        if (value == null || value.toString().isBlank()) {
            return null;
        }
        if (value instanceof Instant instant) {
            return instant;
        }
        try {
            return OffsetDateTime.parse(value.toString().strip()).toInstant();
        } catch (DateTimeException e) {
            throw new MessageRefusedException(
                    "'notBefore' of a message is a time such as 2026-01-05T08:30:00+08:00, and not '" + value + "'.");
        }
    }
}
