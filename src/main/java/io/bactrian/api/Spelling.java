package io.bactrian.api;

import io.bactrian.connection.Connection;

/** How a connection's platform writes the id of a person: who asks may write it otherwise, where it makes no difference. */
interface Spelling {
    Spelling AS_SAID = (connection, id) -> id;

    String of(Connection connection, String id);
}
