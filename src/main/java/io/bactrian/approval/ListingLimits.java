package io.bactrian.approval;

import java.time.Duration;

/**
 * What a platform's listing of approvals can give; one bean for each platform, named {@code <platform>-listing-limits}.
 *
 * @param span the longest window
 * @param age how long ago a window may start
 * @param idsPerWindow ids that one paging loop can give; a fuller window has to be halved
 */
public record ListingLimits(Duration span, Duration age, int idsPerWindow) {
    /** The registry name of a platform's limits. */
    public static String beanName(String platform) {
        return platform + "-listing-limits";
    }
}
