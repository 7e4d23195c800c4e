package io.bactrian.directory;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A department as the platform tells it.
 *
 * @param parentId {@code null} for the root
 * @param order its place among its siblings, as the platform lists them
 * @param raw everything that the platform said about it
 */
public record Department(String id, String parentId, String name, Long order, String sourceIdentifier, JsonNode raw) {}
