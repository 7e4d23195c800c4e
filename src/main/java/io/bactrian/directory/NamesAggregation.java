package io.bactrian.directory;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Joins {@link NameAnswer}s into a map from id to name; the first error that is no answer of the platform wins. */
final class NamesAggregation implements AggregationStrategy {
    @Override
    public Exchange aggregate(Exchange joined, Exchange next) {
        NameAnswer answer = next.getException() == null ? next.getMessage().getBody(NameAnswer.class) : null;
        if (joined == null) {
            next.getMessage().setBody(add(new HashMap<>(), answer));
            return next;
        }
        if (joined.getException() == null && next.getException() != null) {
            joined.setException(next.getException());
        }
        add(names(joined), answer);
        return joined;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> names(Exchange joined) {
        return joined.getMessage().getBody(Map.class);
    }

    private static Map<String, String> add(Map<String, String> names, NameAnswer answer) {
        if (answer != null && answer.name() != null) {
            names.put(answer.id(), answer.name());
        }
        return names;
    }
}
