package io.bactrian.api;

import io.bactrian.connection.OtherPages;
import io.bactrian.connection.Proxies;
import io.vertx.core.net.HostAndPort;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who asks, or refuses. Where no key is set everybody on this machine may ask, and nobody else: neither through a
 * proxy, nor from a page of the web in a browser of this machine, whatever name of the machine it uses; and where others
 * are let in on purpose, nobody at all. Thread-safe.
 */
final class Gatekeeper {
    static final String API_KEY = "X-API-Key";
    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
    private static final String BEARER = "bearer ";
    private static final String LOCAL = "localhost";
    private static final Pattern LOCAL_HOST =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

    private final ApiKeys keys;
    private final Keyless keyless;
    private final Tries tries;

    Gatekeeper(ApiKeys keys, Keyless keyless, Clock clock) {
        this.keys = keys;
        this.keyless = keyless;
        this.tries = new Tries(clock);
    }

    /** What is told where no key is set. */
    String withoutKeys() {
        return keyless.sentence();
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    Caller admit(ApiRequest request) {
        if (keys.isEmpty()) {
            if (keyless.isShut() || !isOfThisMachine(request)) {
                throw new Refusal(403, keyless.sentence());
            }
            return new Caller(LOCAL, LOCAL, Permissions.ALL_BUT_PRIVATE);
        }
        String address = request.remoteAddress();
        Optional<String> given = credentials(request);
        if (given.isEmpty()) {
            throw unauthorized("No key was sent; send Authorization: Bearer <key>, or X-API-Key: <key>.");
        }
        Optional<ApiKey> key = keys.find(given.get());
        if (key.isPresent()) {
            // also while others at this address, such as a proxy's, are slowed down: nobody guesses 256 bits
            return new Caller(key.get().name(), address, key.get().permissions());
        }
        Optional<Duration> pause = tries.wrong(address);
        if (pause.isPresent()) {
            long seconds = pause.get().plusMillis(999).toSeconds();
            throw new Refusal(
                    429,
                    429,
                    "Too many wrong keys came from this address; try again in " + seconds + " s.",
                    Map.of("Retry-After", Long.toString(seconds)));
        }
        LOG.warn("A wrong API key came from {}", address);
        throw unauthorized("That key is not known here.");
    }

    private static Refusal unauthorized(String message) {
        return new Refusal(401, 401, message, Map.of("WWW-Authenticate", "Bearer realm=\"bactrian\""));
    }

    private static Optional<String> credentials(ApiRequest request) {
        Optional<String> alone = request.header(API_KEY).map(String::strip).filter(text -> !text.isEmpty());
        Optional<String> bearer = request.header("Authorization")
                .filter(text -> text.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(text -> text.substring(BEARER.length()).strip())
                .filter(text -> !text.isEmpty());
        if (alone.isPresent() && bearer.isPresent() && !alone.equals(bearer)) {
            throw unauthorized("Two different keys were sent; send one.");
        }
        return bearer.or(() -> alone);
    }

    /** Whether nobody but a program on this machine can have sent it. */
    static boolean isOfThisMachine(ApiRequest request) {
        return Keyless.isLoopback(request.remoteAddress())
                && Keyless.isLoopback(request.localAddress())
                && request.authority()
                        .filter(called -> LOCAL_HOST.matcher(called.host()).matches())
                        .isPresent()
                && !Proxies.passedOn(request::has)
                && isOfNoOtherPage(request);
    }

    /** Browsers say from which page something comes. */
    private static boolean isOfNoOtherPage(ApiRequest request) {
        boolean isSameSite = request.header("Sec-Fetch-Site")
                .map(site -> site.equals("same-origin") || site.equals("none"))
                .orElse(true);
        String called = request.authority().map(HostAndPort::toString).orElse("");
        boolean isSameOrigin = request.header("Origin")
                .map(origin -> OtherPages.isAt(origin, called))
                .orElse(true);
        return isSameSite && isSameOrigin;
    }
}
