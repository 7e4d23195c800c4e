package io.bactrian.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the files of routes said when they were last good, kept on the disk for a service that is started again while one
 * of them is not. A folder of routes has a place of its own there.
 */
public final class GoodTexts {
    private static final Logger LOG = LoggerFactory.getLogger(GoodTexts.class);
    /** Hidden, for whoever has data and routes in one folder. */
    private static final String FOLDER = ".good-routes";

    private final Path place;
    private boolean isBroken;

    /**
     * @param data where the installation may write
     * @param routes the folder of routes
     */
    public GoodTexts(Path data, Path routes) {
        this.place = data.resolve(FOLDER)
                .resolve(UUID.nameUUIDFromBytes(
                                routes.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8))
                        .toString());
    }

    /** The text that is kept, under the name and path of the file that has another one now. */
    Optional<RouteFile> of(RouteFile file) {
        try {
            return Optional.of(file.saying(Files.readAllBytes(kept(file.name()))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps what a file says, whole or not at all. */
    void keep(RouteFile file) {
        Path kept = kept(file.name());
        Path draft = kept.resolveSibling(kept.getFileName() + ".new");
        try {
            Files.createDirectories(kept.getParent());
            write(draft, file.content());
            Files.move(draft, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            isBroken = false;
        } catch (IOException e) {
            broken(e);
        }
    }

    /** For nobody else: the file itself may be closed to others, and hold a key. */
    private static void write(Path draft, byte[] text) throws IOException {
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        }
        Files.write(draft, text);
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(kept(name));
        } catch (IOException e) {
            broken(e);
        }
    }

    /**
     * Forgets the texts of files that are not there any more: another file may have such a name some day.
     *
     * @param there the names of those that are; of a folder that cannot be read, its own
     */
    public void forgetOthers(Set<String> there) {
        if (!Files.isDirectory(place)) {
            return;
        }
        List<String> kept;
        try (Stream<Path> all = Files.walk(place)) {
            kept = all.filter(Files::isRegularFile)
                    .map(text -> place.relativize(text).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} cannot be read", place, e);
            return;
        }
        kept.stream()
                .filter(name -> there.stream().noneMatch(one -> name.equals(one) || name.startsWith(one + "/")))
                .forEach(this::forget);
    }

    private void broken(IOException e) {
        if (!isBroken) {
            LOG.warn(
                    "{} cannot be written, so a start beside a file of routes that will not do stops: {}",
                    place,
                    e.getMessage());
        }
        isBroken = true;
    }

    private Path kept(String name) {
        return place.resolve(name);
    }
}
