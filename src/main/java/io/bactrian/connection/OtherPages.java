package io.bactrian.connection;

import java.net.URI;
import java.util.function.UnaryOperator;

/** Tells what a page of somebody else sends in a visitor's browser, with all that this browser knows. */
public final class OtherPages {
    private OtherPages() {}

    /**
     * Whether it is from one. A browser says so itself; one that does not says from where, which must be where it goes.
     * What says neither is no browser's.
     *
     * @param header gives a header of the request, or {@code null}
     */
    public static boolean sent(UnaryOperator<String> header) {
        String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = header.apply("Origin");
        return origin != null && !isAt(origin, header.apply("Host"));
    }

    /** Whether an {@code Origin} is at the host, and port, that a request was sent to. */
    public static boolean isAt(String origin, String host) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority != null && authority.equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
