package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Compares answers with the description that the same service gives of itself: nothing may be there that is not told. */
final class AnswerCheck {
    private final JsonNode description;

    AnswerCheck(JsonNode description) {
        this.description = description;
    }

    /** What was answered to a request of that path; one that the description does not name is not looked at. */
    void check(String method, String path, int status, JsonNode answer) {
        for (Map.Entry<String, JsonNode> told : description.path("paths").properties()) {
            JsonNode operation = told.getValue().path(method.toLowerCase(Locale.ROOT));
            if (isAt(told.getKey(), path) && !told.getKey().endsWith("openapi.json") && !operation.isMissingNode()) {
                JsonNode response = operation.path("responses").path(Integer.toString(status));
                String where = method + " " + told.getKey() + " " + status;
                assertThat(response.isMissingNode()).as(where + " is told").isFalse();
                JsonNode schema =
                        response.path("content").path("application/json").path("schema");
                assertThat(schema.isObject()).as(where + " is typed").isTrue();
                compare(where, schema, answer);
            }
        }
    }

    private static boolean isAt(String told, String path) {
        StringBuilder pattern = new StringBuilder();
        for (String part : told.substring(1).split("/")) {
            pattern.append('/').append(part.startsWith("{") ? "[^/]+" : Pattern.quote(part));
        }
        return path.replaceAll("\\?.*", "").matches(pattern + "/?");
    }

    private void compare(String where, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            compare(where, referred(schema), value);
        } else if (value.isNull()) {
            assertThat(schema.path("nullable").asBoolean())
                    .as(where + " may be null")
                    .isTrue();
        } else if (schema.has("allOf")) {
            schema.path("allOf").forEach(one -> compare(where, one, value));
        } else {
            typed(where, schema, value);
        }
    }

    private JsonNode referred(JsonNode schema) {
        String name = schema.path("$ref").asText().replace("#/components/schemas/", "");
        JsonNode found = description.path("components").path("schemas").path(name);
        assertThat(found.isObject()).as("there is a schema %s", name).isTrue();
        return found;
    }

    private void typed(String where, JsonNode schema, JsonNode value) {
        switch (schema.path("type").asText()) {
            case "object" -> object(where, schema, value);
            case "array" -> {
                assertThat(value.isArray()).as(where + " is a list").isTrue();
                value.forEach(one -> compare(where + "[]", schema.path("items"), one));
            }
            case "string" -> {
                assertThat(value.isTextual()).as(where + " is a text").isTrue();
                if (schema.path("format").asText().equals("date-time")) {
                    assertThat(OffsetDateTime.parse(value.textValue())).isNotNull();
                }
            }
            case "integer" ->
                assertThat(value.isIntegralNumber()).as(where + " is a number").isTrue();
            case "boolean" ->
                assertThat(value.isBoolean()).as(where + " is a flag").isTrue();
            default ->
                assertThat(schema.has("type")).as(where + " may be anything").isFalse();
        }
    }

    private void object(String where, JsonNode schema, JsonNode value) {
        assertThat(value.isObject()).as(where + " is an object").isTrue();
        Set<String> names = new TreeSet<>();
        value.fieldNames().forEachRemaining(names::add);
        Set<String> known = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        assertThat(known).as(where + " tells of every field").containsAll(names);
        Set<String> required = new TreeSet<>();
        StreamSupport.stream(schema.path("required").spliterator(), false).forEach(one -> required.add(one.asText()));
        assertThat(names).as(where + " has what is promised").containsAll(required);
        names.forEach(
                name -> compare(where + "." + name, schema.path("properties").path(name), value.path(name)));
    }
}
