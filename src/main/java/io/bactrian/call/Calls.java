package io.bactrian.call;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Sends a body to an endpoint and gives back what came out, or throws the error as it was thrown there. */
public final class Calls {
    private Calls() {}

    /** What came out, converted to {@code type}. */
    public static <T> T request(ProducerTemplate template, String endpoint, Object body, Class<T> type) {
        Exchange exchange =
                template.request(endpoint, asked -> asked.getMessage().setBody(body));
        Exception failure = exchange.getException();
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        return exchange.getMessage().getBody(type);
    }
}
