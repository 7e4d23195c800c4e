package io.bactrian.api;

import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Settings;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The API without a key. It answers this machine; but a proxy that hides itself looks like this machine, so where one
 * has to stand, or others reach the address, it answers nobody.
 */
final class Keyless {
    private static final String LISTEN = "http.listen";
    private static final String REMEDY = "; set api.key.<name>.hash (./bactrian api-key makes one).";
    private static final Pattern LOOPBACK =
            Pattern.compile("127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1(%.*)?|::ffff:127(\\.\\d{1,3}){3}");

    private final String whyShut;

    /** {@code whyShut} is {@code null} where this machine is answered. */
    private Keyless(String whyShut) {
        this.whyShut = whyShut;
    }

    static Keyless of(Settings settings, Connections connections) {
        Optional<String> pushed = connections.all().stream()
                .filter(connection -> connection.events().source() == EventSettings.Source.CALLBACK)
                .map(Connection::name)
                .findFirst();
        if (pushed.isPresent()) {
            return new Keyless("connection." + pushed.get() + ".events is callback");
        }
        boolean isLocal = settings.find(LISTEN).filter(Keyless::isLocal).isPresent();
        return new Keyless(isLocal ? null : LISTEN + " (BACTRIAN_HTTP) is no loopback address");
    }

    boolean isShut() {
        return whyShut != null;
    }

    /** Who is answered, why, and what to set. */
    String sentence() {
        return whyShut == null
                ? "No key is set, so the API answers on this machine only" + REMEDY
                : "No key is set, and " + whyShut + ", so others can come in and the API answers nobody" + REMEDY;
    }

    private static boolean isLocal(String listening) {
        String host = listening.replaceAll(":\\d{1,5}$", "").replaceAll("[\\[\\]]", "");
        return host.equalsIgnoreCase("localhost") || isLoopback(host);
    }

    static boolean isLoopback(String address) {
        return LOOPBACK.matcher(address.toLowerCase(Locale.ROOT)).matches();
    }
}
