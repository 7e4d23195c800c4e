package io.bactrian.approval;

import java.time.Instant;

/** A payload that was stored, to be mapped again ({@code direct:<platform>-approval-map}) without a call. */
public record StoredPayload(String connection, String id, String templateCode, String payload, Instant readAt) {}
