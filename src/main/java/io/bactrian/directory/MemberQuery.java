package io.bactrian.directory;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;

/**
 * Asks a platform for one person ({@code direct:<platform>-member}): a {@link Member} comes out, or nothing when there
 * is nobody of that id.
 */
public record MemberQuery(Connection connection, String userId, Purpose purpose) {}
