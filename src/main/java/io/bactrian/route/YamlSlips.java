package io.bactrian.route;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is easily mistyped in YAML, and of which the parser says nothing that helps. */
final class YamlSlips {
    private static final Pattern UNQUOTED =
            Pattern.compile("^\\s*(?:- *)?[\\w-]+:\\s+(\\{\\{.*\\S)\\s*$", Pattern.MULTILINE);
    /** As it comes from a Chinese keyboard. */
    private static final Pattern WIDE_COLON = Pattern.compile("^\\s*(?:- *)?[\\w-]+：", Pattern.MULTILINE);

    private YamlSlips() {}

    /** A setting without quotes is read as a map whose key is a map. */
    static Optional<RouteProblem> unquoted(String text) {
        Matcher setting = UNQUOTED.matcher(text);
        return setting.find()
                ? Optional.of(new RouteProblem(
                        lineAt(text, setting.start(1)),
                        "what begins with '{{' needs quotes around it: \"" + setting.group(1) + "\""))
                : Optional.empty();
    }

    static Optional<RouteProblem> wideColon(String text) {
        Matcher colon = WIDE_COLON.matcher(text);
        return colon.find()
                ? Optional.of(new RouteProblem(
                        lineAt(text, colon.end()), "the colon is a wide one, '：'; write ':' and a space behind it"))
                : Optional.empty();
    }

    private static int lineAt(String text, int end) {
        return (int) text.substring(0, end).lines().count();
    }
}
