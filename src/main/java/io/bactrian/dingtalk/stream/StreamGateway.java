package io.bactrian.dingtalk.stream;

import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.CallRoutes;
import io.bactrian.call.Calls;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Secret;
import io.bactrian.dingtalk.DingTalkCallRules;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;

/** Asks the platform where to connect to: one call through the door, without repeats, because the keeper repeats. */
final class StreamGateway {
    static final String PATH = "/v1.0/gateway/connections/open";
    private static final int TLS_PORT = 443;

    private final ProducerTemplate template;

    StreamGateway(ProducerTemplate template) {
        this.template = template;
    }

    /**
     * Where to connect to.
     *
     * @param endpoint {@code wss}, with an explicit port, which the SDK insists on
     * @param value opens one connection, within 90 seconds
     */
    record Ticket(URI endpoint, Secret value) {}

    Ticket open(Connection connection) throws StreamProblem {
        ApiCall call = ApiCall.post(
                        connection,
                        Purpose.TOKEN,
                        DingTalkCallRules.API,
                        PATH,
                        Map.of(
                                "clientId",
                                connection.clientId(),
                                "clientSecret",
                                connection.clientSecret(),
                                "subscriptions",
                                List.of(Map.of("type", "EVENT", "topic", "*")),
                                "ua",
                                "bactrian"))
                .withoutToken();
        try {
            return ticket(Calls.request(template, CallRoutes.CALL_ONCE, call, ApiAnswer.class));
        } catch (CallException e) {
            throw problem(e);
        }
    }

    private static Ticket ticket(ApiAnswer answer) throws StreamProblem {
        String ticket = answer.json().path("ticket").asText("");
        String text = answer.json().path("endpoint").asText("");
        try {
            URI uri = URI.create(text);
            if ("wss".equals(uri.getScheme()) && uri.getHost() != null && !ticket.isBlank()) {
                int port = uri.getPort() == -1 ? TLS_PORT : uri.getPort();
                return new Ticket(
                        URI.create("wss://" + uri.getHost() + ":" + port + uri.getRawPath()), new Secret(ticket));
            }
        } catch (IllegalArgumentException e) {
            // falls through to the refusal below
        }
        throw new StreamProblem(
                "DingTalk answered with '" + text + "' where a wss address and a ticket were expected", false);
    }

    private static StreamProblem problem(CallException e) {
        boolean hopeless = !e.errorClass().isTransient() && !e.code().equals("stopped");
        String remedy = "";
        if ("SSLHandshakeException".equals(e.code())) {
            remedy = "; if its certificate is your own authority's, name it in BACTRIAN_TRUST_STORE (tls.trust-store)";
        } else if (e.errorClass() == ErrorClass.REFUSED && !e.getMessage().contains("check DINGTALK")) {
            remedy = "; check the Client ID and the Client Secret, and that the app uses Stream mode";
        }
        return new StreamProblem(e.getMessage() + remedy, hopeless);
    }
}
