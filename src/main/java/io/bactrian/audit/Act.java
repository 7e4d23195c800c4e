package io.bactrian.audit;

/**
 * Something that somebody does by hand.
 *
 * @param via how: one of {@link Audit}'s words
 * @param caller who: the name of a key, or of a user of the machine
 * @param address from where; {@code null} on the machine itself
 * @param connection the connection's name
 * @param action what, such as {@code sync_users} or a command's name
 * @param arguments with what; never a secret or a text that is sent to somebody
 */
public record Act(String via, String caller, String address, String connection, String action, String arguments) {
    /** One on the command line, by whoever is logged in. */
    public static Act ofCommand(String connection, String action, String arguments) {
        return new Act(Audit.COMMAND, System.getProperty("user.name", ""), null, connection, action, arguments);
    }
}
