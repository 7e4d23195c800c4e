package io.bactrian.api;

import java.util.List;
import java.util.function.Function;

/**
 * Something that can be asked for, at {@code direct:<name>}.
 *
 * @param right what it takes
 * @param act whether it is done by hand, and so written down
 * @param query what may stand in the address behind the question mark
 * @param body the fields that may be sent
 */
record Operation(
        String name,
        String description,
        Right right,
        boolean act,
        List<Parameter> query,
        List<Parameter> body,
        Function<Ask, Reply> answer) {
    Operation {
        query = List.copyOf(query);
        body = List.copyOf(body);
    }

    static Operation view(
            String name, String description, Right right, List<Parameter> query, Function<Ask, Reply> answer) {
        return new Operation(name, description, right, false, query, List.of(), answer);
    }

    static Operation act(
            String name, String description, Right right, List<Parameter> body, Function<Ask, Reply> answer) {
        return new Operation(name, description, right, true, List.of(), body, answer);
    }

    String endpoint() {
        return "direct:" + name;
    }

    /** As the audit has it. */
    String action() {
        return name.replaceFirst("^api-", "");
    }
}
