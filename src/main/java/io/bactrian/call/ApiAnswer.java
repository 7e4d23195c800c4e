package io.bactrian.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** What a platform answered to a call that succeeded. Confined to the exchange that it came with. */
public final class ApiAnswer {
    /** Exact numbers and whole answers only; line breaks inside texts occur, although JSON forbids them. */
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .reader();

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
                json = MissingNode.getInstance();
            }
        }
        return json;
    }

    @Override
    public String toString() {
        return "HTTP " + status + ", " + text.length() + " characters";
    }
}
