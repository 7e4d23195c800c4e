package io.bactrian.message;

import java.util.Collection;

/**
 * A message in the table.
 *
 * @param message as it is sent: with its key, and cut where that was wanted
 * @param contentHash the same for the same words
 */
record StoredMessage(long id, String connection, Message message, String contentHash) {
    /** What tells a try of a portion from every other portion. */
    String mark(Collection<Receiver> receivers) {
        StringBuilder all = new StringBuilder(connection).append('\n').append(id);
        receivers.forEach(receiver ->
                all.append('\n').append(receiver.kind().code()).append(' ').append(receiver.id()));
        return Hashes.of(all.toString()).substring(0, 32);
    }
}
