package io.bactrian.directory;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;

/** Asks for the whole directory of a connection ({@code direct:directory-sync}); the run counts what comes of it. */
public record DirectoryRequest(Connection connection, Run run) {}
