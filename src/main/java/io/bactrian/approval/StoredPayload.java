package io.bactrian.approval;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A payload to be mapped ({@code direct:<platform>-approval-map}), without a call.
 *
 * @param json the payload as it was parsed when it arrived, or {@code null} when it comes from the table
 */
public record StoredPayload(
        String connection, String id, String templateCode, String payload, JsonNode json, Instant readAt) {}
