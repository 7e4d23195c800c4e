package io.bactrian.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * A request as it came. In a Camel message headers, query and variables of the path are all headers, so what must be a
 * header is read from the request itself, and a variable that somebody has said in two of these ways is refused.
 */
final class ApiRequest {
    private static final int LONGEST_QUERY = 4096;
    private static final int LONGEST_VALUE = 512;
    private static final Pattern JSON_TYPE = Pattern.compile("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Message message;
    private JsonNode body;
    private final HttpServerRequest request;

    ApiRequest(Exchange exchange) {
        this.message = exchange.getMessage();
        if (!(message instanceof HttpMessage http)) {
            throw new Refusal(403, "This can only be asked for over HTTP, by a 'rest' that sends here at once.");
        }
        this.request = http.getRequest();
    }

    /** From where. */
    String remoteAddress() {
        return address(request.remoteAddress());
    }

    /** Where it arrived. */
    String localAddress() {
        return address(request.localAddress());
    }

    private static String address(SocketAddress address) {
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }

    /** The name by which it calls us; empty where it says none. */
    Optional<HostAndPort> authority() {
        return Optional.ofNullable(request.authority());
    }

    /** A header that is there once; one that came twice is refused. */
    Optional<String> header(String name) {
        List<String> values = request.headers().getAll(name);
        if (values.size() > 1) {
            throw Refusal.badParameters("'" + name + "' came more than once.");
        }
        return values.stream().findFirst();
    }

    boolean has(String header) {
        return request.headers().contains(header);
    }

    /** A variable of the path. */
    String variable(String name) {
        Object value = message.getHeader(name);
        if (!(value instanceof String text) || text.isBlank() || text.length() > LONGEST_VALUE) {
            throw Refusal.badParameters("The path must say '" + name + "', and nothing else may.");
        }
        return text;
    }

    boolean isPost() {
        return HttpMethod.POST.equals(request.method());
    }

    /** The query, each name once. */
    Map<String, String> query() {
        String raw = request.query() == null ? "" : request.query();
        if (raw.length() > LONGEST_QUERY) {
            throw Refusal.badParameters("The query is longer than " + LONGEST_QUERY + " characters.");
        }
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : raw.split("&")) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String name = decoded(equals < 0 ? part : part.substring(0, equals));
                String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
                if (value.length() > LONGEST_VALUE) {
                    throw Refusal.badParameters(
                            "'" + shown(name) + "' is longer than " + LONGEST_VALUE + " characters.");
                }
                if (query.put(name, value) != null) {
                    throw Refusal.badParameters("'" + shown(name) + "' came more than once.");
                }
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badParameters("The query cannot be read: a '%' is not followed by two hexadecimal digits.");
        }
    }

    /** What somebody typed, in an answer. */
    static String shown(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        return oneLine.length() <= 60 ? oneLine : oneLine.substring(0, 60) + "…";
    }

    /** The JSON object of the body; an empty one where there is no body. */
    JsonNode body() {
        if (body == null) {
            body = read();
        }
        return body;
    }

    private JsonNode read() {
        checkContentType();
        byte[] bytes = message.getBody(byte[].class);
        if (bytes == null || bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode read = JSON.readTree(bytes);
            if (read != null && read.isObject()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            // not its words, which quote the body
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
        throw Refusal.badParameters("The body is not a JSON object.");
    }

    private void checkContentType() {
        String length = header("Content-Length").orElse("");
        boolean isEmpty = length.equals("0") || length.isEmpty() && !has("Transfer-Encoding");
        String type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!isEmpty && !JSON_TYPE.matcher(type).matches()) {
            throw new Refusal(415, "The body must be JSON in UTF-8, with Content-Type: application/json.");
        }
    }
}
