package io.bactrian.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of the environment that settings are read from. */
public final class SettingNames {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{env:([A-Z0-9_]+)");

    private SettingNames() {}

    /** Those that the shipped file names. */
    public static Set<String> variables() throws IOException {
        return VARIABLE.matcher(Files.readString(Path.of("application.properties")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
