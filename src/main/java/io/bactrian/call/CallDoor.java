package io.bactrian.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.bactrian.connection.Connection;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpMethods;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the steps of {@link CallRoutes} do: an {@link ApiCall} becomes a request, and what comes back becomes an
 * {@link ApiAnswer} or a {@link CallException}. Thread-safe.
 */
public final class CallDoor {
    private static final Logger LOG = LoggerFactory.getLogger(CallDoor.class);
    private static final int SERVER_ERROR = 500;

    /** The call that is under way, on the exchange. */
    static final String CALL = "BactrianCall";
    /** The HTTP endpoint that it goes to, on the exchange. */
    static final String TARGET = "BactrianCallTarget";

    /** Camel counts repeats in a header: without it they never end. */
    private static final String REDELIVERY = "CamelRedeliver*";

    private final Map<String, CallRules> rules;
    private final TokenStore tokens;
    private final Pace pace;
    private final UsageLedger ledger;
    private final Clock clock;
    private final Duration banPause;
    private final RefusedSecrets refusedSecrets;

    /** {@code rules} by platform; {@code banPause} is how long all calls rest after a ban. */
    public CallDoor(
            Map<String, CallRules> rules,
            TokenStore tokens,
            Pace pace,
            UsageLedger ledger,
            Clock clock,
            Duration banPause) {
        this.rules = Map.copyOf(rules);
        this.tokens = tokens;
        this.pace = pace;
        this.ledger = ledger;
        this.clock = clock;
        this.banPause = banPause;
        this.refusedSecrets = new RefusedSecrets(clock);
    }

    /** Gives a connection an HTTP client of its own, with the {@link Wire} in it. */
    public void connect(CamelContext context, Connection connection, ProducerTemplate template) {
        Wire wire = new Wire(
                connection,
                rulesOf(connection),
                tokens,
                credential -> fetchToken(template, connection, credential),
                pace,
                ledger);
        context.getRegistry().bind(wireName(connection), wire);
    }

    private Token fetchToken(ProducerTemplate template, Connection connection, String credential) {
        CallRules platform = rulesOf(connection);
        ApiCall call = platform.tokenCall(connection, credential);
        refusedSecrets.check(call);
        Instant askedAt = clock.instant();
        try {
            ApiAnswer answer = Calls.request(template, CallRoutes.CALL_FOR_TOKEN, call, ApiAnswer.class);
            return platform.readToken(answer, askedAt);
        } catch (CallException e) {
            refusedSecrets.note(call, e, platform.refusedSecretRest());
            // whatever became of the question for a token: the call that needs one has not left
            throw new CallException(e.errorClass(), e.code(), e.getMessage());
        }
    }

    /** The call as an HTTP request for the endpoint in {@link #TARGET}. */
    void request(Exchange exchange) throws JsonProcessingException {
        Message message = exchange.getMessage();
        ApiCall call = message.getBody(ApiCall.class);
        requireSecret(call);
        exchange.setProperty(CALL, call);
        exchange.setProperty(TARGET, target(call));
        message.removeHeaders("*", REDELIVERY);
        // as the constant: from text, Camel looks through its converters each time
        message.setHeader(Exchange.HTTP_METHOD, HttpMethods.valueOf(call.method()));
        message.setHeader(Exchange.HTTP_PATH, call.path());
        message.setHeader(Exchange.HTTP_QUERY, query(call));
        message.setHeader(Wire.PURPOSE, call.purpose().code());
        message.setHeader(Wire.INTERFACE, call.interfaceName());
        message.setHeader(Wire.METERED, call.metered());
        message.setHeader(Wire.CREDENTIAL, call.credential());
        if (call.secretIn() != null) {
            message.setHeader(Wire.SECRET_IN, call.secretIn());
        }
        if (call.withToken()) {
            CallRules.TokenPlace place = rulesOf(call.connection()).tokenPlace(call.api());
            message.setHeader(Wire.TOKEN_IN, (place.inHeader() ? Wire.IN_HEADER : Wire.IN_QUERY) + place.name());
        }
        // an entity, so that no trace or log of Camel's can print what is in it
        message.setBody(
                call.body() == null
                        ? null
                        : new ByteArrayEntity(RequestJson.bytes(call.body()), ContentType.APPLICATION_JSON));
    }

    private static void requireSecret(ApiCall call) {
        if ((call.withToken() || call.secretIn() != null)
                && call.connection().secret(call.credential()).isEmpty()) {
            throw new CallException(
                    ErrorClass.REFUSED,
                    "secret",
                    call + " needs the secret of '" + call.credential() + "', and connection '"
                            + call.connection().name() + "' has none; set it, see docs/configuration.md");
        }
    }

    /** The answer, or what is wrong with it. */
    void answer(Exchange exchange) {
        Message message = exchange.getMessage();
        ApiCall call = exchange.getProperty(CALL, ApiCall.class);
        byte[] body = message.getBody(byte[].class);
        ApiAnswer answer = new ApiAnswer(
                message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class),
                body == null ? "" : new String(body, StandardCharsets.UTF_8));
        Long generation = message.getHeader(Wire.TOKEN_GENERATION, Long.class);
        message.removeHeaders("*", REDELIVERY);
        rulesOf(call.connection())
                .refusal(call, answer)
                .ifPresent(refusal -> refuse(call, answer, refusal, generation));
        if (generation != null) {
            tokens.accepted(call.connection(), call.credential(), generation);
        }
        LOG.debug("{}: {}", call, answer);
        message.setBody(answer);
    }

    /** A call that got no answer at all. */
    void noAnswer(Exchange exchange) {
        ApiCall call = exchange.getProperty(CALL, ApiCall.class);
        IOException cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, IOException.class);
        if (cause instanceof QuotaSpentException) {
            throw new CallException(ErrorClass.QUOTA, "budget", cause.getMessage());
        }
        if (cause.getClass() == InterruptedIOException.class) {
            throw new CallException(ErrorClass.PERMANENT, "stopped", call + " was stopped before it was sent");
        }
        NoAnswer why = NoAnswer.of(cause);
        throw new CallException(
                ErrorClass.RETRY,
                cause.getClass().getSimpleName(),
                call + " got no answer (" + why.words() + "); is the platform reachable from here?",
                why.hasLeft());
    }

    /** Who answers in the place of the platform cannot say what it has done. */
    private static boolean saysNothing(CallRules.Refusal refusal, ApiAnswer answer) {
        return refusal.errorClass() == ErrorClass.RETRY
                && (answer.status() >= SERVER_ERROR && refusal.code().startsWith("HTTP ")
                        || answer.status() < SERVER_ERROR && !answer.json().isObject());
    }

    private void refuse(ApiCall call, ApiAnswer answer, CallRules.Refusal refusal, Long generation) {
        ErrorClass errorClass = refusal.errorClass();
        switch (errorClass) {
            case TOKEN -> {
                if (generation == null || !tokens.refused(call.connection(), call.credential(), generation)) {
                    errorClass = ErrorClass.REFUSED;
                }
            }
            case SLOW_DOWN -> {
                ledger.refused(call.connection(), call.interfaceName(), call.purpose(), call.metered());
                pace.slowDown(call.connection(), call.interfaceName(), limit(call), refusal.rest());
            }
            case BANNED -> pace.rest(refusal.rest().orElse(banPause));
            case QUOTA -> {
                ledger.refused(call.connection(), call.interfaceName(), call.purpose(), call.metered());
                ledger.exhausted(call.connection(), refusal.meaning());
            }
            default -> {}
        }
        String message = call + " was refused with " + refusal.code() + ": " + refusal.meaning();
        LOG.debug("{} ({})", message, errorClass);
        throw new CallException(errorClass, refusal.code(), message, saysNothing(refusal, answer));
    }

    /** Whether a call that failed may succeed after a pause. */
    static boolean mayPassLater(Exchange exchange) {
        CallException failure = failure(exchange);
        return failure != null && failure.errorClass().isRepeatable();
    }

    /** How often the platform wants a call that failed like this one to be repeated at most. */
    int mostRepeats(Exchange exchange) {
        CallException failure = failure(exchange);
        ApiCall call = exchange.getProperty(CALL, ApiCall.class);
        return call == null || failure == null || failure.errorClass() != ErrorClass.RETRY
                ? Integer.MAX_VALUE
                : rulesOf(call.connection()).mostRepeats();
    }

    /** Whether a call failed because its token was refused. */
    static boolean tokenWasRefused(Exchange exchange) {
        CallException failure = failure(exchange);
        return failure != null && failure.errorClass() == ErrorClass.TOKEN;
    }

    private static CallException failure(Exchange exchange) {
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        return failure == null ? exchange.getException(CallException.class) : failure;
    }

    private OptionalInt limit(ApiCall call) {
        return Pace.limit(call.connection(), rulesOf(call.connection()), call.interfaceName());
    }

    private String target(ApiCall call) {
        Connection connection = call.connection();
        String base = connection
                .baseUrls()
                .getOrDefault(call.api(), rulesOf(connection).baseUrls().get(call.api()));
        return base + "?throwExceptionOnFailure=false&httpClientConfigurer=#" + wireName(connection)
                + (call.withToken() ? "" : "&connectionsPerRoute=2");
    }

    private CallRules rulesOf(Connection connection) {
        return rules.get(connection.platform());
    }

    private static String query(ApiCall call) {
        return call.query().isEmpty()
                ? null
                : call.query().entrySet().stream()
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static String wireName(Connection connection) {
        return "wire-" + connection.name();
    }
}
