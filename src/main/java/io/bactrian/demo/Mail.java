package io.bactrian.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message that arrived.
 *
 * @param to the person, or the robot's key
 * @param task the platform's id of the message
 * @param words what the person sees, as it was sent
 */
public record Mail(String to, String task, JsonNode words, Instant at) {
    /** The type, such as {@code text}. */
    public String type() {
        return words.path("msgtype").asText();
    }
}
