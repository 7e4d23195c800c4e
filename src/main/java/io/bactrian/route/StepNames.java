package io.bactrian.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;

/** The words of Camel's YAML, from the schema that comes with it; read when somebody has mistyped one. */
final class StepNames {
    private static final String SCHEMA = "schema/camelYamlDsl.json";
    private static final String STEP = "org.apache.camel.model.ProcessorDefinition";

    private static final String EXPRESSION = "org.apache.camel.model.language.ExpressionDefinition";

    private StepNames() {}

    static Set<String> steps() {
        Set<String> names = new TreeSet<>();
        definitions().path(STEP).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Whether its one option may follow it on the same line. */
    static boolean mayStandOnOneLine(String step) {
        JsonNode definitions = definitions();
        String reference = definitions
                .path(STEP)
                .path("properties")
                .path(step)
                .path("$ref")
                .asText();
        JsonNode forms = definitions
                .path(reference.substring(reference.lastIndexOf('/') + 1))
                .path("oneOf");
        for (JsonNode form : forms) {
            if ("string".equals(form.path("type").asText())) {
                return true;
            }
        }
        return false;
    }

    /** What an expression may be written in. */
    static Set<String> languages() {
        Set<String> names = new TreeSet<>();
        definitions().path(EXPRESSION).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Of all steps. */
    static Set<String> options() {
        Set<String> names = new TreeSet<>();
        definitions()
                .forEach(
                        definition -> definition.path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    private static JsonNode definitions() {
        try (InputStream in = CamelContext.class.getClassLoader().getResourceAsStream(SCHEMA)) {
            return new ObjectMapper().readTree(in).path("items").path("definitions");
        } catch (IOException | IllegalArgumentException e) {
            return new ObjectMapper().createObjectNode();
        }
    }
}
