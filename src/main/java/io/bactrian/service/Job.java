package io.bactrian.service;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import java.util.Optional;
import org.apache.camel.Message;

/** Something that happens by the clock, for one connection at a time. */
interface Job {
    /** The command that does the same by hand; its runs carry this name. */
    String command();

    /** Does it, with the settings in the headers of the message that started it; a sentence for the run, if there is one. */
    Optional<String> run(Connection connection, Run run, Message request);

    /** Why nothing has to be done this time; empty when it has to be. */
    default Optional<String> notNeeded(Connection connection, Message request) {
        return Optional.empty();
    }
}
