package io.bactrian.api;

import java.util.List;
import java.util.function.Function;

/**
 * Something that can be asked for, at {@code direct:<name>}.
 *
 * @param right what it takes
 * @param act whether it is done by hand, and so written down
 * @param channels whether it can be about a channel as well as about a connection
 * @param query what may stand in the address behind the question mark
 * @param body the fields that may be sent
 * @param shape what is answered
 */
record Operation(
        String name,
        String description,
        Right right,
        boolean act,
        boolean channels,
        List<Parameter> query,
        List<Parameter> body,
        Shape shape,
        Function<Ask, Reply> answer) {
    /** The field that names a channel. */
    static final String CHANNEL = "channel";

    Operation {
        query = List.copyOf(query);
        body = List.copyOf(body);
    }

    static Operation view(
            String name,
            String description,
            Right right,
            List<Parameter> query,
            Shape shape,
            Function<Ask, Reply> answer) {
        return new Operation(name, description, right, false, false, query, List.of(), shape, answer);
    }

    static Operation act(
            String name,
            String description,
            Right right,
            List<Parameter> body,
            Shape shape,
            Function<Ask, Reply> answer) {
        return new Operation(name, description, right, true, false, List.of(), body, shape, answer);
    }

    String endpoint() {
        return "direct:" + name;
    }

    /** The same, also about what was sent into the group of a channel. */
    Operation alsoOfChannels() {
        return new Operation(name, description, right, act, true, query, body, shape, answer);
    }

    /** Whether the body may say which channel it is about. */
    boolean takesChannel() {
        return body.stream().anyMatch(field -> field.name().equals(CHANNEL));
    }

    /** As the audit has it. */
    String action() {
        return name.replaceFirst("^api-", "");
    }
}
