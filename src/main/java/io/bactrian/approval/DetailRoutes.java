package io.bactrian.approval;

import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.CallRoutes;
import io.bactrian.call.ErrorClass;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/**
 * How one approval is read, which is the same on every platform: <code>direct:&lt;platform&gt;-approval-detail</code> takes
 * a {@link DetailQuery} and <code>direct:&lt;platform&gt;-approval-map</code> a {@link StoredPayload}; an {@link Approval}
 * comes out. Errors: a {@link CallException}. The platform says what is called, and what the answer means.
 */
public final class DetailRoutes extends RouteBuilder {
    private static final String QUERY = "BactrianDetailQuery";
    private static final String READ_AT = "BactrianReadAt";

    private final String platform;
    private final Function<DetailQuery, ApiCall> call;
    private final Function<StoredPayload, Approval> meaning;
    private final Clock clock;

    /** {@code meaning} may throw a {@link MalformedAnswerException}. */
    public DetailRoutes(
            String platform,
            Function<DetailQuery, ApiCall> call,
            Function<StoredPayload, Approval> meaning,
            Clock clock) {
        this.platform = platform;
        this.call = call;
        this.meaning = meaning;
        this.clock = clock;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        String detail = platform + "-approval-detail";
        String map = platform + "-approval-map";

        from("direct:" + detail)
                .routeId(detail)
                .routeGroup(platform)
                .description("One approval, with its payload.")
                .process(this::ask)
                .to(CallRoutes.CALL)
                .process(DetailRoutes::keep)
                .to("direct:" + map);

        from("direct:" + map)
                .routeId(map)
                .routeGroup(platform)
                .description("A payload as an approval; costs no call.")
                .process(this::map);
    }

    /** {@link DetailQuery} to the call; the read starts now. */
    private void ask(Exchange exchange) {
        DetailQuery query = exchange.getMessage().getBody(DetailQuery.class);
        exchange.setProperty(QUERY, query);
        exchange.setProperty(READ_AT, clock.instant());
        exchange.getMessage().setBody(call.apply(query));
    }

    /** The answer as a {@link StoredPayload}, which is what is mapped, now and ever again. */
    private static void keep(Exchange exchange) {
        DetailQuery query = exchange.getProperty(QUERY, DetailQuery.class);
        ApiAnswer answer = exchange.getMessage().getBody(ApiAnswer.class);
        exchange.getMessage()
                .setBody(new StoredPayload(
                        query.connection().name(),
                        query.id(),
                        query.templateCode(),
                        answer.text(),
                        answer.json(),
                        exchange.getProperty(READ_AT, Instant.class)));
    }

    private void map(Exchange exchange) {
        try {
            exchange.getMessage().setBody(meaning.apply(exchange.getMessage().getBody(StoredPayload.class)));
        } catch (MalformedAnswerException e) {
            throw new CallException(ErrorClass.PERMANENT, "malformed", e.getMessage());
        }
    }
}
