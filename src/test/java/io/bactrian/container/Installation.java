package io.bactrian.container;

import static java.util.stream.Collectors.toCollection;

import io.bactrian.Bactrian;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of the image, put together as the Dockerfile says, in which only {@code data} can be written to. */
final class Installation implements AutoCloseable {
    private static final String BUILT = "/build/target/";
    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
    private static final String NOBODY = "65534";

    private final Path home;
    private final Path data;
    private final Dockerfile image;

    Installation(Dockerfile image, Path folder) throws IOException {
        this.image = image;
        this.home = Files.createDirectories(folder.resolve("app"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Dockerfile.Copied each : image.contents()) {
            if (!each.isBuilt()) {
                copy(Path.of(each.from()), home.resolve(each.to()));
            } else if (each.from().equals(BUILT + "bactrian.jar")) {
                writeJar(home.resolve("bactrian.jar"));
            } else if (each.from().startsWith(BUILT)) {
                copy(Path.of("target", each.from().substring(BUILT.length())), home.resolve(each.to()));
            }
        }
        data = Files.createDirectories(home.resolve(Path.of(Dockerfile.HOME).relativize(Path.of(image.volume()))));
        setPermissions("a-w,a+rX");
        run("chmod", "u+w", data.toString());
        if (isRoot()) {
            run("chown", NOBODY, data.toString());
        }
    }

    Path data() {
        return data;
    }

    /** A command of the image by a user without rights, where this one can become another. */
    Process start(List<String> command, Map<String, String> environment, Path said) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of(
                    SETPRIV.toString(),
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--no-new-privs",
                    "--inh-caps=-all",
                    "--bounding-set=-all"));
        }
        command.forEach(word -> words.add(word.replaceFirst("^" + Dockerfile.HOME + "/", home + "/")));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(home.toFile()).redirectErrorStream(true);
        builder.redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(image.environment());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Everything in the folder but what is in {@code data}. */
    TreeSet<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(path -> !path.startsWith(data))
                    .map(path -> home.relativize(path).toString())
                    .collect(toCollection(TreeSet::new));
        }
    }

    /** Without the user, it would have been the one that may do everything. */
    static boolean canBeAnybody() {
        return !isRoot() || Files.isExecutable(SETPRIV);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** What the build makes of what is compiled. */
    private void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Bactrian.class.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, libraries());
        Path classes = Path.of("target", "classes");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> all = Files.walk(classes)) {
            // with its folders, in which the migrations are looked for
            for (Path each : all.filter(path -> !path.equals(classes)).sorted().toList()) {
                boolean isFolder = Files.isDirectory(each);
                out.putNextEntry(new JarEntry(classes.relativize(each) + (isFolder ? "/" : "")));
                if (!isFolder) {
                    Files.copy(each, out);
                }
                out.closeEntry();
            }
        }
    }

    private static String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "lib"))) {
            return jars.map(jar -> "lib/" + jar.getFileName()).sorted().collect(Collectors.joining(" "));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from)) {
            Files.copy(
                    from,
                    Files.isDirectory(to) ? to.resolve(from.getFileName()) : to,
                    StandardCopyOption.COPY_ATTRIBUTES);
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target);
                }
            }
        }
    }

    private void setPermissions(String mode) throws IOException {
        run("chmod", "-R", mode, home.toString());
    }

    private static void run(String... words) throws IOException {
        try {
            if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
                throw new IOException(String.join(" ", words) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Lets the folder be removed. */
    @Override
    public void close() throws IOException {
        setPermissions("u+w");
    }
}
