package io.bactrian.approval;

import io.bactrian.connection.Connection;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * What a platform's listing of approvals can give; one bean for each platform, named {@code <platform>-listing-limits}.
 *
 * @param span the longest window
 * @param age how long ago a window may start
 * @param idsPerWindow ids that one paging loop can give; a fuller window has to be halved
 * @param byTemplate whether approvals are listed template by template; elsewhere a question without a template gives all,
 *     and which templates there are is known from the approvals
 */
public record ListingLimits(Duration span, Duration age, int idsPerWindow, boolean byTemplate) {
    private static final Duration MARGIN = Duration.ofMinutes(10);

    /** The registry name of a platform's limits. */
    public static String beanName(String platform) {
        return platform + "-listing-limits";
    }

    /** The limits of a connection's platform. */
    static ListingLimits of(Exchange exchange, Connection connection) {
        return of(exchange.getContext(), connection);
    }

    /** The limits of a connection's platform. */
    public static ListingLimits of(CamelContext context, Connection connection) {
        return context.getRegistry().lookupByNameAndType(beanName(connection.platform()), ListingLimits.class);
    }

    /** Whether one listing gives the approvals of all the templates that a connection reads. */
    public boolean listsAllAtOnce(Connection connection) {
        return !byTemplate && connection.templates().isEmpty();
    }

    /** The earliest instant that a window may start at, with some minutes for its pages and the difference of clocks. */
    public Instant oldest(Instant now) {
        return now.minus(age).plus(MARGIN);
    }
}
