package io.bactrian.approval;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One value of a form, decoded from the platform's wire shape.
 *
 * @param id the component's id, stable while the template keeps the component
 * @param label what a person reads beside it
 * @param value text, number, or an array of them; for a table an array of flat objects; {@code null} when empty
 */
public record FormField(String id, String label, JsonNode value) {}
