package io.bactrian.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** This machine, as only its own programs reach it. */
public final class Loopback {
    /** As a browser writes it; a name of somebody else may lead here as well, and is none of these. */
    private static final Pattern NAME =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

    private Loopback() {}

    /** Whether a {@code Host} header, which may be {@code null}, asks for this machine by a name of its own. */
    public static boolean isAskedFor(String host) {
        return host != null && NAME.matcher(host).matches();
    }

    /** Whether who listens there hears this machine only. */
    public static boolean is(Address listening) {
        try {
            return InetAddress.getByName(listening.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
