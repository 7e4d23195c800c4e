package io.bactrian.call;

import io.bactrian.call.CallRules.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * A platform's error codes ({@code errors.properties} in its room): what to do, and what to tell a person. A code that
 * ends in {@code *} is a beginning. Immutable.
 */
public final class ErrorTable {
    private final Map<String, Entry> exact = new HashMap<>();
    private final Map<String, Entry> beginnings = new HashMap<>();

    private ErrorTable(Properties table) {
        table.stringPropertyNames().forEach(code -> {
            Entry entry = Entry.parse(table.getProperty(code));
            if (code.endsWith("*")) {
                beginnings.put(code.substring(0, code.length() - 1), entry);
            } else {
                exact.put(code, entry);
            }
        });
    }

    /** The table that stands beside a class of the platform's room. */
    public static ErrorTable beside(Class<?> room) {
        Properties table = new Properties();
        try (InputStream in = room.getResourceAsStream("errors.properties");
                InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            table.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("errors.properties of " + room.getPackageName() + " cannot be read", e);
        }
        return new ErrorTable(table);
    }

    /**
     * The code decides, whatever the status says: 403 may be "too fast", 400 a dead token. What the table does not know
     * is {@code PERMANENT}, in the platform's own words.
     */
    public Refusal classify(int status, String code, String text) {
        Entry entry = exact.get(code);
        if (entry == null) {
            entry = beginnings.entrySet().stream()
                    .filter(beginning -> code.startsWith(beginning.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        if (entry == null) {
            entry = exact.get(status >= 500 ? "5xx" : String.valueOf(status));
        }
        return entry != null
                ? new Refusal(entry.errorClass, code, entry.meaning)
                : new Refusal(ErrorClass.PERMANENT, code, text);
    }

    private record Entry(ErrorClass errorClass, String meaning) {
        private static Entry parse(String line) {
            String[] words = line.split(" ", 2);
            return new Entry(ErrorClass.valueOf(words[0]), words[1].strip());
        }
    }
}
