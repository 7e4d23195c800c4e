package io.bactrian;

import io.bactrian.connection.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes in YAML that an operator may change, read file by file, so that a mistake can be told with its place. */
final class OperatorRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(OperatorRoutes.class);
    private static final String ENDING = ".camel.yaml";
    /** How the YAML parser writes a place, counted from 0 inside its own records and from 1 in its messages. */
    private static final Pattern LINE = Pattern.compile("\\bline:? (\\d+)");

    private final Path folder;

    OperatorRoutes(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Adds every route below the folder to the context; a {@link SettingException} names the file that will not do. */
    void addTo(CamelContext context) {
        if (!Files.isDirectory(folder)) {
            LOG.warn("There is no folder {}, so nothing follows when an approval changes.", folder);
            return;
        }
        for (Path file : files()) {
            Resource resource = ResourceHelper.resolveResource(context, "file:" + file);
            try {
                PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            } catch (Exception e) {
                throw new SettingException(
                        file + " cannot be loaded: " + reason(e) + ". Mend it, or move it out of the folder.");
            }
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SettingException("The folder " + folder + " cannot be read (" + e.getMessage() + ").");
        }
    }

    /** Why Camel did not start, as far as a person can mend it. */
    static RuntimeException explained(Exception failure) {
        SettingException setting = ObjectHelper.getException(SettingException.class, failure);
        if (setting != null) {
            return setting;
        }
        FailedToCreateRouteException route = ObjectHelper.getException(FailedToCreateRouteException.class, failure);
        if (route != null) {
            return new SettingException("The route '" + route.getRouteId() + "' cannot be started: " + reason(route)
                    + ". Mend it, or move its file out of the folder of routes.");
        }
        return new IllegalStateException(reason(failure), failure);
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        Matcher line = LINE.matcher(message);
        String place = line.find() ? "line " + line.group(1) + ": " : "";
        return place
                + message.lines()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
    }
}
