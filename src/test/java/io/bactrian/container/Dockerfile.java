package io.bactrian.container;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Dockerfile of the project, one instruction a line. */
final class Dockerfile {
    /** The folder of the application in the image. */
    static final String HOME = "/app";

    private static final Pattern MODULES = Pattern.compile("--add-modules (\\S+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What the image gets.
     *
     * @param isBuilt whether it is taken from the stage that builds
     */
    record Copied(boolean isBuilt, String from, String to) {}

    private final List<String> build = new ArrayList<>();
    private final List<String> image = new ArrayList<>();

    Dockerfile() throws IOException {
        String text = Files.readString(Path.of("Dockerfile"))
                .replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", "");
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            if (!image.isEmpty() || (line.startsWith("FROM ") && !build.isEmpty())) {
                image.add(line);
            } else {
                build.add(line);
            }
        }
    }

    /** What is built from. */
    List<Copied> sources() {
        return copied(build);
    }

    /** What the image is made of. */
    List<Copied> contents() {
        return copied(image);
    }

    /** The modules of its Java, comma-separated. */
    String modules() {
        Matcher modules = MODULES.matcher(String.join("\n", build));
        if (!modules.find()) {
            throw new IllegalStateException("The Dockerfile names the modules of its Java");
        }
        return modules.group(1);
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String pair : only("ENV ").split(" ")) {
            environment.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return environment;
    }

    String user() {
        return only("USER ");
    }

    String volume() {
        return only("VOLUME ");
    }

    /** What is run, as far as the image says it. */
    List<String> command() throws IOException {
        List<String> command = words(only("ENTRYPOINT "));
        command.addAll(words(only("CMD ")));
        return command;
    }

    List<String> healthCheck() throws IOException {
        String check = only("HEALTHCHECK ");
        return words(check.substring(check.indexOf("CMD ") + 4));
    }

    private String only(String instruction) {
        List<String> found =
                image.stream().filter(line -> line.startsWith(instruction)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("The image has one " + instruction.strip() + ": " + found);
        }
        return found.get(0).substring(instruction.length());
    }

    private static List<String> words(String json) throws IOException {
        return new ArrayList<>(Arrays.asList(JSON.readValue(json, String[].class)));
    }

    private static List<Copied> copied(List<String> stage) {
        List<Copied> all = new ArrayList<>();
        for (String line : stage) {
            if (line.startsWith("COPY ")) {
                List<String> words =
                        new ArrayList<>(List.of(line.substring("COPY ".length()).split(" ")));
                boolean isBuilt = words.get(0).startsWith("--from=");
                if (isBuilt) {
                    words.remove(0);
                }
                String to = words.remove(words.size() - 1);
                words.forEach(from -> all.add(new Copied(isBuilt, from, to)));
            }
        }
        return all;
    }
}
