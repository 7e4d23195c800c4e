package io.bactrian.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where settings come from: the defaults that are built in (the shipped {@code application.properties}), overlaid by
 * the operator's file of the same name. Variables of the environment stand inside the values, in Camel's notation
 * <code>{{env:NAME:default}}</code>; a variable that is empty counts as not set, so that a line of a {@code .env} file
 * without a value does no harm.
 */
public final class SettingSource {
    private static final String FILE = "application.properties";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Za-z0-9_]+)(?::([^}]*))?}}");
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
        all.replaceAll((key, value) -> resolve((String) value, environment));
        return all;
    }

    private static String resolve(String value, Map<String, String> environment) {
        return VARIABLE.matcher(value).replaceAll(match -> {
            String set = environment.getOrDefault(match.group(1), "");
            String otherwise = match.group(2) == null ? "" : match.group(2);
            return Matcher.quoteReplacement(set.isBlank() ? otherwise : set);
        });
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
