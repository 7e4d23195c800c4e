package io.bactrian.approval;

import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;

/** Asks a platform for one approval ({@code direct:<platform>-approval-detail}): an {@link Approval} comes out. */
public record DetailQuery(Connection connection, String id, String templateCode, Purpose purpose) {}
