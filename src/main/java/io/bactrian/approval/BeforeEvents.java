package io.bactrian.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What was stored of an approval before events changed it: kept on the work list, so that the routes of the operator are
 * told the change from what they know, even after a crash.
 *
 * @param state {@code null} when there was no row
 */
record BeforeEvents(Change.Before state) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static BeforeEvents of(Held held) {
        return new BeforeEvents(Held.state(held));
    }

    static BeforeEvents parse(String json) {
        try {
            return JSON.readValue(json, BeforeEvents.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was written cannot be read", e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("two texts and a list can always be written", e);
        }
    }
}
