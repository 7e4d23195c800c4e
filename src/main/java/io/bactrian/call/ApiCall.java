package io.bactrian.call;

import io.bactrian.connection.Connection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call of a platform's API: what goes into {@code direct:call}. An {@link ApiAnswer} comes out, or a
 * {@link CallException}.
 *
 * @param api which of the platform's base addresses, by the platform's own short name
 * @param method {@code GET} or {@code POST}
 * @param path from the slash on, without a query
 * @param query parameters in clear; the door encodes them, and adds token and secret by itself
 * @param body what is sent as JSON, or {@code null}
 * @param metered whether the platform charges it to the month
 * @param withToken whether a token goes with it
 * @param credential whose token, or secret, goes with it: {@link Connection#APP} unless said
 * @param secretIn the query parameter that the credential's secret itself goes into, or {@code null}
 */
public record ApiCall(
        Connection connection,
        Purpose purpose,
        String api,
        String method,
        String path,
        Map<String, String> query,
        Object body,
        boolean metered,
        boolean withToken,
        String credential,
        String secretIn) {

    /** A {@code GET} with a token. */
    public static ApiCall get(Connection connection, Purpose purpose, String api, String path) {
        return new ApiCall(connection, purpose, api, "GET", path, Map.of(), null, false, true, Connection.APP, null);
    }

    /** A {@code POST} of {@code body} as JSON, with a token. */
    public static ApiCall post(Connection connection, Purpose purpose, String api, String path, Object body) {
        return new ApiCall(connection, purpose, api, "POST", path, Map.of(), body, false, true, Connection.APP, null);
    }

    /** The same call, charged to the month. */
    public ApiCall charged() {
        return new ApiCall(connection, purpose, api, method, path, query, body, true, withToken, credential, secretIn);
    }

    /** The same call without a token. */
    public ApiCall withoutToken() {
        return new ApiCall(connection, purpose, api, method, path, query, body, metered, false, credential, secretIn);
    }

    /** The same call with the token of another of the connection's credentials. */
    public ApiCall as(String other) {
        return new ApiCall(connection, purpose, api, method, path, query, body, metered, withToken, other, secretIn);
    }

    /** The same call with the credential's secret in a query parameter, added where the bytes leave. */
    public ApiCall withSecretIn(String parameter) {
        return new ApiCall(
                connection, purpose, api, method, path, query, body, metered, withToken, credential, parameter);
    }

    /** The same call with one more query parameter. */
    public ApiCall with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, String.valueOf(value));
        return new ApiCall(
                connection, purpose, api, method, path, more, body, metered, withToken, credential, secretIn);
    }

    /** What pace and counts go by: method and path. */
    public String interfaceName() {
        return method + " " + path;
    }

    @Override
    public String toString() {
        return connection.name() + " " + interfaceName();
    }
}
