package io.bactrian.dingtalk;

import io.bactrian.call.CallRules.Refusal;
import io.bactrian.call.ErrorClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The table of DingTalk's error codes ({@code errors.properties}): what to do, and what to tell a person. */
final class DingTalkErrors {
    private static final Map<String, Entry> EXACT = new HashMap<>();
    private static final Map<String, Entry> BEGINNINGS = new HashMap<>();

    static {
        Properties table = new Properties();
        try (InputStream in = DingTalkErrors.class.getResourceAsStream("errors.properties");
                InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            table.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("errors.properties of DingTalk cannot be read", e);
        }
        table.stringPropertyNames().forEach(code -> {
            Entry entry = Entry.parse(table.getProperty(code));
            if (code.endsWith("*")) {
                BEGINNINGS.put(code.substring(0, code.length() - 1), entry);
            } else {
                EXACT.put(code, entry);
            }
        });
    }

    private DingTalkErrors() {}

    /** The code decides, whatever the status says: 403 may be "too fast", 400 a dead token. */
    static Refusal classify(int status, String code, String text) {
        Entry entry = EXACT.get(code);
        if (entry == null) {
            entry = BEGINNINGS.entrySet().stream()
                    .filter(beginning -> code.startsWith(beginning.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        if (entry == null) {
            entry = EXACT.get(status >= 500 ? "5xx" : String.valueOf(status));
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
