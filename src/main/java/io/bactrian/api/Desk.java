package io.bactrian.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.bactrian.audit.Act;
import io.bactrian.audit.Audit;
import io.bactrian.connection.Connection;
import io.bactrian.run.StopSignal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Does what is asked: who asks is checked first, then whether he may, then what he says. */
final class Desk {
    static final String WHERE = "where";

    private static final String ASK = "BactrianApiAsk";

    private final Gatekeeper gatekeeper;
    private final Places places;
    private final Audit audit;
    private final StopSignal stop;

    Desk(Gatekeeper gatekeeper, Places places, Audit audit, StopSignal stop) {
        this.gatekeeper = gatekeeper;
        this.places = places;
        this.audit = audit;
        this.stop = stop;
    }

    /** The step that lets in who may. */
    Processor admitting(Operation operation) {
        return exchange -> admit(operation, exchange);
    }

    /** The step that does it. */
    Processor doing(Operation operation) {
        return exchange -> answer(operation, exchange);
    }

    private void admit(Operation operation, Exchange exchange) {
        ApiRequest request = new ApiRequest(exchange);
        Caller caller = gatekeeper.admit(request);
        String where = request.variable(WHERE);
        Connection connection = connection(operation, request, where, caller.permissions());
        if (!caller.permissions().allow(connection, operation.right())) {
            throw forbidden(operation, caller, connection, where);
        }
        Map<String, String> query = request.query();
        check(query.keySet(), operation.query());
        JsonNode body = request.isPost() ? request.body() : null;
        if (body != null) {
            check(names(body), operation.body());
        }
        exchange.setProperty(ASK, new Ask(request, caller, connection, query, body));
    }

    private Connection connection(Operation operation, ApiRequest request, String where, Permissions permissions) {
        // whether he may depends on the channel, so the body is read before that is known
        JsonNode channel =
                operation.takesChannel() ? request.body().path(Operation.CHANNEL) : MissingNode.getInstance();
        if (!channel.isMissingNode() && !channel.isNull()) {
            if (!channel.isTextual() || channel.textValue().isBlank()) {
                throw Refusal.badParameters("'" + Operation.CHANNEL + "' must be the name of a channel.");
            }
            return places.findChannel(channel.textValue().strip(), where, permissions);
        }
        if (!Places.isChannel(where)) {
            return places.find(where, permissions);
        }
        if (!operation.channels()) {
            throw Refusal.badParameters("Of a channel there are messages and what was done by hand, and nothing else.");
        }
        return places.findChannel(where, permissions);
    }

    private Refusal forbidden(Operation operation, Caller caller, Connection connection, String where) {
        String word = Places.isChannel(connection.name())
                ? connection.name()
                : where.equals(connection.name()) ? connection.platform() : where;
        String sentence = "The key '" + caller.name() + "' lacks the permission " + word + "."
                + operation.right().words() + ".";
        if (operation.act()) {
            audit.end(begin(operation, caller, connection, ""), Audit.REFUSED, sentence, null);
        }
        return new Refusal(403, sentence);
    }

    private long begin(Operation operation, Caller caller, Connection connection, String arguments) {
        return audit.begin(
                new Act(Audit.API, caller.name(), caller.address(), connection.name(), operation.action(), arguments));
    }

    private static List<String> names(JsonNode body) {
        Iterator<String> names = body.fieldNames();
        List<String> list = new ArrayList<>();
        names.forEachRemaining(list::add);
        return list;
    }

    private static void check(Iterable<String> given, List<Parameter> known) {
        List<String> names = known.stream().map(Parameter::name).toList();
        for (String name : given) {
            if (!names.contains(name)) {
                throw Refusal.badParameters("There is no parameter '" + ApiRequest.shown(name) + "' here"
                        + (names.isEmpty() ? "." : "; there are: " + String.join(", ", names) + "."));
            }
        }
    }

    private void answer(Operation operation, Exchange exchange) {
        Ask ask = exchange.getProperty(ASK, Ask.class);
        Answers.write(
                exchange,
                operation.act() ? audited(operation, ask) : operation.answer().apply(ask));
    }

    private Reply audited(Operation operation, Ask ask) {
        if (stop.isRaised()) {
            throw new Refusal(503, "The service is being stopped; try again when it runs.");
        }
        long act = begin(operation, ask.caller(), ask.connection(), arguments(ask.body()));
        try {
            Reply reply = operation.answer().apply(ask);
            audit.end(act, outcome(reply), reply.code() == 0 ? null : reply.message(), runOf(reply));
            return reply;
        } catch (Refusal e) {
            audit.end(act, Audit.REFUSED, e.getMessage(), null);
            throw e;
        } catch (RuntimeException e) {
            audit.end(act, Audit.FAILED, e.getClass().getSimpleName(), null);
            throw e;
        }
    }

    /** What may still happen when the answer is given has been started. */
    private static String outcome(Reply reply) {
        return switch (reply.status()) {
            case 202, 503 -> Audit.STARTED;
            default -> reply.code() == 0 ? Audit.DONE : Audit.FAILED;
        };
    }

    /** Names, and how many; never a text that is sent to somebody. */
    private static String arguments(JsonNode body) {
        return body.properties().stream()
                .map(field -> field.getKey()
                        + (field.getValue().isArray() ? "(" + field.getValue().size() + ")" : ""))
                .collect(Collectors.joining(" "));
    }

    private static Long runOf(Reply reply) {
        return reply.data() instanceof Map<?, ?> data && data.get("run_id") instanceof Long run ? run : null;
    }
}
