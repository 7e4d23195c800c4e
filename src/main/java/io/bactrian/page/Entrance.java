package io.bactrian.page;

import io.bactrian.connection.Address;
import io.bactrian.connection.Credentials;
import io.bactrian.connection.Loopback;
import io.bactrian.connection.Proxies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Who may see the page, and who may press its buttons. With a password: who brings it. Without one only a browser of
 * this machine, which is believed only if it also asked for this machine by name: a page from elsewhere can let its own
 * name lead here, and a proxy can bring strangers.
 */
final class Entrance {
    /** Given to the page and wanted back by its buttons; nobody else's page can read it. */
    private final String token = token();

    private final boolean isLocal;
    private final Optional<Credentials> credentials;

    Entrance(Address listening, Optional<Credentials> credentials) {
        this.isLocal = Loopback.is(listening);
        this.credentials = credentials;
    }

    /** Why somebody is not let in; {@code key} is that of a sentence. */
    enum Refusal {
        PASSWORD(401, "refused-password"),
        PUBLIC(403, "refused-public"),
        HOST(403, "refused-host"),
        PROXY(403, "refused-proxy"),
        STRANGER(403, "refused-stranger"),
        OLD(403, "refused-old");

        private final int status;
        private final String key;

        Refusal(int status, String key) {
            this.status = status;
            this.key = key;
        }

        int status() {
            return status;
        }

        String key() {
            return key;
        }
    }

    String buttonToken() {
        return token;
    }

    /** Whether somebody may look; {@code header} gives a header of the request, or {@code null}. */
    Optional<Refusal> toLook(UnaryOperator<String> header) {
        if (credentials.isPresent()) {
            return credentials.get().areIn(header.apply("Authorization"))
                    ? Optional.empty()
                    : Optional.of(Refusal.PASSWORD);
        }
        if (!isLocal) {
            return Optional.of(Refusal.PUBLIC);
        }
        if (Proxies.passedOn(name -> header.apply(name) != null)) {
            return Optional.of(Refusal.PROXY);
        }
        return Loopback.isAskedFor(header.apply("Host")) ? Optional.empty() : Optional.of(Refusal.HOST);
    }

    /** Whether somebody may press a button, too: it must be one of our own page. */
    Optional<Refusal> toPress(UnaryOperator<String> header, String brought) {
        Optional<Refusal> refusal = toLook(header);
        if (refusal.isPresent()) {
            return refusal;
        }
        String site = header.apply("Sec-Fetch-Site");
        String origin = header.apply("Origin");
        boolean isOurs = (site == null || site.equals("same-origin"))
                && (origin == null
                        || Set.of("http://" + header.apply("Host"), "https://" + header.apply("Host"))
                                .contains(origin));
        if (!isOurs) {
            return Optional.of(Refusal.STRANGER);
        }
        return brought != null && MessageDigest.isEqual(bytes(brought), bytes(token))
                ? Optional.empty()
                : Optional.of(Refusal.OLD);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String token() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
