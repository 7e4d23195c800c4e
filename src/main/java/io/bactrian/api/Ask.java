package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.connection.Connection;
import java.util.Map;

/**
 * What is asked, by somebody who may.
 *
 * @param query what stands in the address behind the question mark
 * @param body the JSON that was sent; an empty object where none was
 */
record Ask(ApiRequest request, Caller caller, Connection connection, Map<String, String> query, JsonNode body) {
    boolean may(Right right) {
        return caller.permissions().allow(connection, right);
    }
}
