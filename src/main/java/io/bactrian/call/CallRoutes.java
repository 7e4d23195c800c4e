package io.bactrian.call;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

/**
 * The door: every call of a platform goes through {@code direct:call}.
 *
 * <p>In: an {@link ApiCall}. Out: an {@link ApiAnswer}. Errors: a {@link CallException} with its class, after the
 * repeats that the class allows. Token, pace and count happen in the {@link Wire}, right before the bytes leave.
 */
public final class CallRoutes extends RouteBuilder {
    public static final String CALL = "direct:call";
    /** The same without repeats, for whoever repeats by a rule of their own. */
    public static final String CALL_ONCE = "direct:call-once";

    static final String CALL_FOR_TOKEN = "direct:call-for-token";

    private static final int MAXIMUM_DELAY_FACTOR = 30;

    private final CallDoor door;
    private final int retries;
    private final Duration retryDelay;

    /** {@code retryDelay} is the pause before the first repeat; it doubles each time. */
    public CallRoutes(CallDoor door, int retries, Duration retryDelay) {
        this.door = door;
        this.retries = retries;
        this.retryDelay = retryDelay;
    }

    private boolean isWorthARepeat(Exchange exchange) {
        int repeats = exchange.getMessage().getHeader(Exchange.REDELIVERY_COUNTER, 0, Integer.class);
        return repeats <= Math.min(retries, door.mostRepeats(exchange));
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler().logExhausted(false).logStackTrace(false));
        onException(CallException.class)
                .onWhen(CallDoor::tokenWasRefused)
                .maximumRedeliveries(retries + 2)
                .redeliveryDelay(0)
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .logExhausted(false);
        onException(CallException.class)
                .onWhen(CallDoor::mayPassLater)
                .retryWhile(this::isWorthARepeat)
                .redeliveryDelay(retryDelay.toMillis())
                .maximumRedeliveryDelay(retryDelay.toMillis() * MAXIMUM_DELAY_FACTOR)
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .useCollisionAvoidance()
                .retryAttemptedLogLevel(LoggingLevel.DEBUG)
                .logExhausted(false);

        from(CALL)
                .routeId("call")
                .routeGroup("call")
                .description("Calls a platform's API: repeats what may pass later, renews a refused token.")
                .to(CALL_ONCE);

        from(CALL_FOR_TOKEN)
                .routeId("call-for-token")
                .routeGroup("call")
                .description("Fetches a token, through the same door.")
                .to(CALL_ONCE);

        from(CALL_ONCE)
                .routeId("call-once")
                .routeGroup("call")
                .description("One HTTP request and what its answer means.")
                .errorHandler(noErrorHandler())
                .process(door::request)
                .doTry()
                .toD("${exchangeProperty." + CallDoor.TARGET + "}")
                .id("call-platform")
                .doCatch(IOException.class)
                .process(door::noAnswer)
                .end()
                .process(door::answer);
    }
}
