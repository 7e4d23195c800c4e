package io.bactrian.api;

import io.bactrian.connection.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A condition that can be asked for by name.
 *
 * @param sql the condition; it has one parameter, of the filter's name
 * @param spelling how the tables write what is said
 */
record Filter(String name, String description, Kind kind, String sql, Spelling spelling) {
    private static final int MOST_WORDS = 50;

    /** What is said with it. */
    enum Kind {
        WORDS,
        EXACT,
        NUMBERS,
        PART,
        FROM,
        TO,
        MOMENT_FROM,
        MOMENT_TO
    }

    /** One of several, comma-separated. */
    static Filter words(String name, String column, String description) {
        return new Filter(
                name,
                description + "; several comma-separated",
                Kind.WORDS,
                column + " IN (:" + name + ")",
                Spelling.AS_SAID);
    }

    /** One of several of our own words, which are written in {@code spelling} and may be said in any. */
    static Filter vocabulary(String name, String column, String description, UnaryOperator<String> spelling) {
        return new Filter(
                name,
                description + "; several comma-separated",
                Kind.WORDS,
                column + " IN (:" + name + ")",
                (connection, word) -> spelling.apply(word));
    }

    /** One of several of our own words, of which there are no others; they may be said in capitals too. */
    static Filter closed(String name, String column, String description, String... words) {
        List<String> known = List.of(words);
        return vocabulary(name, column, description, said -> {
            String word = inSmallLetters(said);
            if (!known.contains(word)) {
                throw Refusal.badParameters("'" + name + "' is '" + ApiRequest.shown(said) + "'; expected "
                        + String.join(", ", known) + ", several comma-separated.");
            }
            return word;
        });
    }

    /** One word, whatever is in it, as the tables write it. */
    static Filter exact(String name, String column, String description, UnaryOperator<String> spelling) {
        return new Filter(
                name, description, Kind.EXACT, column + " = :" + name, (connection, word) -> spelling.apply(word));
    }

    static String inCapitals(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    static String inSmallLetters(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /** One of several people. */
    static Filter people(String name, String sql, String description, Spelling spelling) {
        return new Filter(name, description + "; several comma-separated", Kind.WORDS, sql, spelling);
    }

    /** One of several numbers, comma-separated. */
    static Filter numbers(String name, String column, String description) {
        return new Filter(
                name,
                description + "; several comma-separated",
                Kind.NUMBERS,
                column + " IN (:" + name + ")",
                Spelling.AS_SAID);
    }

    /** The same with a condition of its own. */
    static Filter condition(String name, String sql, String description) {
        return new Filter(name, description + "; several comma-separated", Kind.WORDS, sql, Spelling.AS_SAID);
    }

    /** Part of one of those columns. */
    static Filter part(String name, String description, String... columns) {
        List<String> conditions = Arrays.stream(columns)
                .map(column -> column + " LIKE :" + name + " ESCAPE '!'")
                .toList();
        return new Filter(name, description, Kind.PART, "(" + String.join(" OR ", conditions) + ")", Spelling.AS_SAID);
    }

    static Filter from(String name, String column) {
        return new Filter(name, "Not before this day or time", Kind.FROM, column + " >= :" + name, Spelling.AS_SAID);
    }

    static Filter to(String name, String column) {
        return new Filter(
                name, "Before this time, or to the end of this day", Kind.TO, column + " < :" + name, Spelling.AS_SAID);
    }

    static Filter momentFrom(String name, String column) {
        return new Filter(
                name, "Not before this day or time", Kind.MOMENT_FROM, column + " >= :" + name, Spelling.AS_SAID);
    }

    static Filter momentTo(String name, String column) {
        return new Filter(
                name,
                "Before this time, or to the end of this day",
                Kind.MOMENT_TO,
                column + " < :" + name,
                Spelling.AS_SAID);
    }

    Parameter parameter() {
        return Parameter.text(name, description + ".");
    }

    /** What the statement is given. */
    Object value(String said, Times times, Connection connection) {
        return switch (kind) {
            case WORDS ->
                list(said).stream().map(word -> spelling.of(connection, word)).toList();
            case EXACT -> spelling.of(connection, said);
            case NUMBERS -> list(said).stream().map(this::number).toList();
            case PART -> "%" + said.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
            case FROM, TO -> times.said(name, said, kind == Kind.TO);
            case MOMENT_FROM, MOMENT_TO -> times.millis(name, said, kind == Kind.MOMENT_TO);
        };
    }

    private Long number(String word) {
        try {
            return Long.valueOf(word);
        } catch (NumberFormatException e) {
            throw Refusal.badParameters("'" + name + "' is '" + ApiRequest.shown(word) + "'; expected whole numbers.");
        }
    }

    private List<String> list(String said) {
        List<String> words = Arrays.stream(said.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            throw Refusal.badParameters("'" + name + "' takes 1 to " + MOST_WORDS + " words, comma-separated.");
        }
        return words;
    }
}
