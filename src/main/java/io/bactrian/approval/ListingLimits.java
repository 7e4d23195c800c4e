package io.bactrian.approval;

import io.bactrian.connection.Connection;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/**
 * What a platform's listing of approvals can give; one bean for each platform, named {@code <platform>-listing-limits}.
 *
 * @param span the longest window
 * @param age how long ago a window may start
 * @param idsPerWindow ids that one paging loop can give; a fuller window has to be halved
 */
public record ListingLimits(Duration span, Duration age, int idsPerWindow) {
    private static final Duration MARGIN = Duration.ofMinutes(10);

    /** The registry name of a platform's limits. */
    public static String beanName(String platform) {
        return platform + "-listing-limits";
    }

    /** The limits of a connection's platform. */
    static ListingLimits of(Exchange exchange, Connection connection) {
        return exchange.getContext()
                .getRegistry()
                .lookupByNameAndType(beanName(connection.platform()), ListingLimits.class);
    }

    /** The earliest instant that a window may start at, with some minutes for its pages and the difference of clocks. */
    public Instant oldest(Instant now) {
        return now.minus(age).plus(MARGIN);
    }
}
