package io.bactrian.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a platform answered to a call that succeeded. Confined to the exchange that it came with. */
public final class ApiAnswer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String text;
    private JsonNode json;

    public ApiAnswer(int status, String text) {
        this.status = status;
        this.text = text;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The body to the letter. */
    public String text() {
        return text;
    }

    /** The body as JSON, or a missing node where it is none. Parsed once. */
    public JsonNode json() {
        if (json == null) {
            try {
                json = JSON.readTree(text);
            } catch (JsonProcessingException e) {
                json = JSON.missingNode();
            }
        }
        return json;
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + text.length() + " characters";
    }
}
