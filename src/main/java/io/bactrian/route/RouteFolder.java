package io.bactrian.route;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder of the operator's routes, read as a whole: every {@code *.camel.yaml} in it and below, through symbolic
 * links. What begins with a dot is left out: editors and mounted volumes keep their own things there.
 */
public final class RouteFolder {
    private static final String ENDING = ".camel.yaml";
    private static final int DEEPEST = 16;
    /** Bytes; nobody writes a larger one. */
    private static final long LARGEST = 1_000_000;

    private final Path folder;

    public RouteFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    public Path path() {
        return folder;
    }

    public boolean exists() {
        return Files.isDirectory(folder);
    }

    /** What is there, by name and in the order of names; fails when the folder itself cannot be read. */
    public Map<String, RouteFile> read() throws IOException {
        Map<String, RouteFile> found = new TreeMap<>();
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new SimpleFileVisitor<Path>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                if (directory.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                if (isHidden(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (isNamedLikeARoute(directory)) {
                    put(
                            found,
                            RouteFile.unreadable(
                                    name(directory), directory, "this is a folder, and its name is that of a file"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isNamedLikeARoute(file) && !isHidden(file)) {
                    put(found, one(file, attributes));
                } else if (isOtherYaml(file) && !isHidden(file)) {
                    put(
                            found,
                            RouteFile.unreadable(
                                    name(file), file, "its name does not end in " + ENDING + ", so it is not read"));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (file.equals(folder)) {
                    throw e;
                }
                if (!isHidden(file) && (isNamedLikeARoute(file) || Files.isDirectory(file))) {
                    put(found, RouteFile.unreadable(name(file), file, "it cannot be read (" + words(e) + ")"));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** A single file, wherever it is. */
    public RouteFile file(Path file) {
        Path path = file.toAbsolutePath().normalize();
        try {
            return one(path, Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException e) {
            return RouteFile.unreadable(name(path), path, "it cannot be read (" + words(e) + ")");
        }
    }

    private static void put(Map<String, RouteFile> found, RouteFile file) {
        found.put(file.name(), file);
    }

    private RouteFile one(Path file, BasicFileAttributes attributes) {
        String name = name(file);
        if (attributes.isDirectory()) {
            return RouteFile.unreadable(name, file, "this is a folder, and its name is that of a file");
        }
        if (attributes.isSymbolicLink()) {
            return RouteFile.unreadable(name, file, "the link leads nowhere");
        }
        if (!attributes.isRegularFile()) {
            return RouteFile.unreadable(name, file, "this is no ordinary file");
        }
        if (attributes.size() > LARGEST) {
            return RouteFile.unreadable(name, file, "the file is larger than " + LARGEST + " bytes");
        }
        try {
            return RouteFile.of(name, file, Files.readAllBytes(file));
        } catch (IOException e) {
            return RouteFile.unreadable(name, file, "it cannot be read (" + words(e) + ")");
        }
    }

    private String name(Path file) {
        Path shown = file.startsWith(folder) ? folder.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }

    private static boolean isNamedLikeARoute(Path file) {
        return file.toString().endsWith(ENDING);
    }

    /** Somebody who saves a file and sees nothing happen has to hear why. */
    private static boolean isOtherYaml(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    static String words(IOException e) {
        return switch (e.getClass().getSimpleName()) {
            case "AccessDeniedException" -> "no permission";
            case "NoSuchFileException" -> "it is not there";
            case "FileSystemLoopException" -> "a link leads back to where it comes from";
            default -> e.getMessage();
        };
    }
}
