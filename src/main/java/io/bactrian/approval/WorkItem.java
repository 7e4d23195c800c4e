package io.bactrian.approval;

import io.bactrian.call.Purpose;

/**
 * One approval on the work list, taken by this process.
 *
 * @param connection the connection's name
 * @param attempts how often it has failed before
 */
public record WorkItem(String connection, String id, String templateCode, Purpose purpose, int attempts) {}
