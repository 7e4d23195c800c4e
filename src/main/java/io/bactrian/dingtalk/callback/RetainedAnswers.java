package io.bactrian.dingtalk.callback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answers that the platform has forgotten and that are not stored yet, a file for each: they survive whatever happens
 * in between. What cannot be read or written is
 * an {@link UncheckedIOException}.
 */
final class RetainedAnswers {
    private static final String ENDING = ".json";
    private static final String UNFINISHED = ".part";
    private static final String BROKEN = ".broken";
    private static final String TRIES = ".tried";
    private static final Pattern NAME = Pattern.compile("(?<answer>.*?)(\\.tried(?<tries>\\d{1,4}))?\\.(json|part)");
    /** 200 entries, of which none has more than some kilobytes. */
    private static final int ROOM = 1 << 20;

    private static final long ABANDONED = Duration.ofMinutes(5).toMillis();

    private final Path folder;
    private final Clock clock;

    RetainedAnswers(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A file that is open for an answer, so that what is taken from the platform has a place before it is taken. */
    Place open(String connection) {
        try {
            Files.createDirectories(folder);
            String name = "%s_%013d_%s".formatted(connection, clock.millis(), UUID.randomUUID());
            return new Place(folder.resolve(name + UNFINISHED), folder.resolve(name + ENDING));
        } catch (IOException e) {
            throw new FailedPushesException("no failed pushes were fetched, because " + folder + " cannot be written ("
                    + e.getClass().getSimpleName() + "); it keeps them until they are stored");
        }
    }

    /** Those of one connection, the oldest first. */
    List<Path> of(String connection) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(connection + "_"))
                    .filter(file -> file.toString().endsWith(ENDING) || isAbandoned(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a process that was killed at the wrong moment; nobody takes long between opening and closing one. */
    private boolean isAbandoned(Path file) {
        try {
            return file.toString().endsWith(UNFINISHED)
                    && Files.size(file) > 0
                    && clock.millis() - Files.getLastModifiedTime(file).toMillis() > ABANDONED
                    && !isOpen(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a process is there that waits for the platform's answer, or writes it. */
    private static boolean isOpen(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** Empty when another process has dealt with it meanwhile. */
    static Optional<byte[]> read(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it is stored. */
    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often {@link #tried} was said of it. */
    static int tries(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() && name.group("tries") != null ? Integer.parseInt(name.group("tries")) : 0;
    }

    /** Not all of it could be stored, which its name says from now on, also to another process. */
    static Path tried(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return file;
        }
        try {
            return Files.move(file, file.resolveSibling(name.group("answer") + TRIES + (tries(file) + 1) + ENDING));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A part of an answer that can never be stored: beside it, for a person to look at; on the disk when this returns. */
    static Path putAside(Path file, byte[] part) {
        Path aside = file.resolveSibling(file.getFileName() + BROKEN);
        try (FileChannel channel = create(aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            write(channel, part);
            return aside;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel create(Path file, OpenOption... how) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(how));
        options.add(StandardOpenOption.WRITE);
        FileChannel channel = FileChannel.open(file, options);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return channel;
    }

    private static void write(FileChannel channel, byte[] text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    /** Nobody can read it: out of the way, for a person to look at. */
    static Path putAside(Path file) {
        try {
            return Files.move(file, file.resolveSibling(file.getFileName() + BROKEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where one answer goes; there is room on the disk for it. */
    static final class Place implements AutoCloseable {
        private final Path unfinished;
        private final Path finished;
        private final FileChannel channel;

        private Place(Path unfinished, Path finished) throws IOException {
            this.unfinished = unfinished;
            this.finished = finished;
            this.channel = create(unfinished, StandardOpenOption.CREATE_NEW);
            try {
                channel.lock();
                RetainedAnswers.write(channel, nothing());
            } catch (IOException e) {
                close();
                throw e;
            }
        }

        /** An answer without entries, as long as one with the most: what is left if nobody comes to write another. */
        private static byte[] nothing() {
            byte[] text = new byte[ROOM];
            Arrays.fill(text, (byte) ' ');
            text[0] = '{';
            text[ROOM - 1] = '}';
            return text;
        }

        /** The answer is on the disk when this returns. */
        Path write(String answer) {
            try {
                byte[] text = answer.getBytes(StandardCharsets.UTF_8);
                channel.position(0);
                RetainedAnswers.write(channel, text);
                channel.truncate(text.length);
                channel.force(true);
                channel.close();
                return Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
                Files.deleteIfExists(unfinished);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
