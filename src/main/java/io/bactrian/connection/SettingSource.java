package io.bactrian.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where settings come from: the defaults that are built in (the shipped {@code application.properties}), overlaid by
 * the operator's file of the same name. Variables of the environment stand inside the values, in Camel's notation
 * <code>{{env:NAME:default}}</code>; a variable that is empty counts as not set, so that a line of a {@code .env} file
 * without a value does no harm. A default may hold further variables: in the built-in file, those are other names of the
 * same setting, and it is a mistake to set them to different values.
 */
public final class SettingSource {
    private static final String FILE = "application.properties";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Za-z0-9_]+)(?=:|}})");
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final Properties DEFAULTS = defaults();

    private SettingSource() {}

    /** Defaults and the operator's file in {@code home}, with the variables of {@code environment} in their places. */
    public static Properties read(Path home, Map<String, String> environment) {
        Properties all = new Properties();
        all.putAll(DEFAULTS);
        Path file = home.resolve(FILE);
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                all.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingException(
                        file + " cannot be read (" + e.getMessage() + "); it must be a properties file in UTF-8.");
            }
        }
        all.replaceAll((key, value) -> {
            if (value.equals(DEFAULTS.getProperty((String) key))) {
                requireOneValue((String) value, environment);
            }
            return resolve((String) value, environment);
        });
        return all;
    }

    private static void requireOneValue(String value, Map<String, String> environment) {
        List<String> set = VARIABLE.matcher(value)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .toList();
        if (set.stream().map(name -> environment.get(name).strip()).distinct().count() > 1) {
            throw new SettingException(String.join(" and ", set)
                    + " are names of the same setting and are set to different values; keep one of them.");
        }
    }

    private static String resolve(String value, Map<String, String> environment) {
        StringBuilder resolved = new StringBuilder();
        Matcher variable = VARIABLE.matcher(value);
        int at = 0;
        while (variable.find(at)) {
            int end = end(value, variable.end());
            if (end < 0) {
                break;
            }
            String set = environment.getOrDefault(variable.group(1), "");
            String otherwise = end == variable.end() ? "" : value.substring(variable.end() + 1, end);
            resolved.append(value, at, variable.start()).append(set.isBlank() ? resolve(otherwise, environment) : set);
            at = end + CLOSE.length();
        }
        return resolved.append(value, at, value.length()).toString();
    }

    /** Where the braces close again that were opened before {@code from}; negative when they do not. */
    private static int end(String value, int from) {
        int open = value.indexOf(OPEN, from);
        int close = value.indexOf(CLOSE, from);
        while (open >= 0 && open < close) {
            int inner = end(value, open + OPEN.length());
            if (inner < 0) {
                return -1;
            }
            open = value.indexOf(OPEN, inner + CLOSE.length());
            close = value.indexOf(CLOSE, inner + CLOSE.length());
        }
        return close;
    }

    /** The variable of the environment that stands behind a key, if there is one. */
    static Optional<String> variableOf(String key) {
        Matcher matcher = VARIABLE.matcher(DEFAULTS.getProperty(key, ""));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Properties defaults() {
        Properties defaults = new Properties();
        try (InputStream in = SettingSource.class.getResourceAsStream(FILE);
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            defaults.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("The built-in " + FILE + " is missing; build the project again.", e);
        }
        return defaults;
    }
}
