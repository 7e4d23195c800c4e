package io.bactrian.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the runtime says of failures and runs, in the page's language. It is said and stored in English; here it is
 * recognised, part by part. What nobody has translated stays as it is.
 */
final class Sayings {
    private static final String BETWEEN = " = ";
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)}");

    private final Map<String, String> whole = new HashMap<>();
    private final List<Saying> withValues = new ArrayList<>();

    private record Saying(Pattern english, String translation) {}

    private Sayings() {}

    static Sayings in(Language language) {
        Sayings sayings = new Sayings();
        if (language != Language.EN) {
            lines(language).forEach(sayings::add);
        }
        return sayings;
    }

    /** Those of a language, {@code English = translation} each. */
    static List<String> lines(Language language) {
        String file = "sayings_" + language.code() + ".txt";
        try (InputStream in = Sayings.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private void add(String line) {
        String[] sides = line.split(BETWEEN, 2);
        if (!VALUE.matcher(sides[0]).find()) {
            whole.put(sides[0], sides[1]);
            return;
        }
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        Matcher value = VALUE.matcher(sides[0]);
        while (value.find()) {
            pattern.append(Pattern.quote(sides[0].substring(end, value.start())))
                    .append("(.+?)");
            end = value.end();
        }
        pattern.append(Pattern.quote(sides[0].substring(end)));
        withValues.add(new Saying(Pattern.compile(pattern.toString(), Pattern.DOTALL), sides[1]));
    }

    /** The same in this language, as far as it is known; {@code null} for {@code null}. */
    String of(String english) {
        if (english == null) {
            return null;
        }
        String known = known(english);
        if (known == null && english.endsWith(".")) {
            String sentence = known(english.substring(0, english.length() - 1));
            known = sentence == null ? null : sentence + "。";
        }
        return known == null ? english : known;
    }

    private String known(String english) {
        String known = whole.get(english);
        if (known != null) {
            return known;
        }
        for (Saying saying : withValues) {
            Matcher values = saying.english().matcher(english);
            if (values.matches()) {
                return VALUE.matcher(saying.translation())
                        .replaceAll(value ->
                                Matcher.quoteReplacement(of(values.group(Integer.parseInt(value.group(1)) + 1))));
            }
        }
        return null;
    }
}
