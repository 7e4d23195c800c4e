package io.bactrian.page;

import io.bactrian.connection.Address;
import io.bactrian.connection.Credentials;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page at {@code /} of the management address: how it is going, and a button for what failed. It stands there and
 * not beside the callbacks, because that address may be open to the world.
 */
public final class Page implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Page.class);
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** Bytes; a button brings less. */
    private static final int LARGEST_BODY = 4096;

    /** Without a password it is not known who sits there. */
    private static final String NOBODY = "-";

    private static final int OK = 200;
    private static final int SEE_OTHER = 303;

    private final PageParts parts;
    private final Entrance entrance;
    private final String user;
    private final LatestBoard board;
    private final Replays replays;
    private final PageTemplate template = new PageTemplate();
    private final Map<Language, Words> words = new EnumMap<>(Language.class);

    public Page(PageParts parts, Address listening, Optional<Credentials> credentials) {
        this.parts = parts;
        this.entrance = new Entrance(listening, credentials);
        this.user = credentials.map(Credentials::user).orElse(NOBODY);
        this.board = new LatestBoard(new BoardReader(parts)::read, parts.clock());
        this.replays = new Replays(parts);
        for (Language language : Language.values()) {
            words.put(language, new Words(language, parts.zone()));
        }
    }

    /** Shows itself. */
    public void start(Router router) {
        board.start();
        router.get("/").blockingHandler(this::show, false);
        router.post("/replay")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .blockingHandler(this::replay, false);
    }

    private void show(RoutingContext exchange) {
        Optional<Entrance.Refusal> refusal = entrance.toLook(headers(exchange));
        if (refusal.isPresent()) {
            refuse(exchange, refusal.get());
            return;
        }
        Words of = words(exchange, exchange.request().getParam("lang"));
        PageView view = PageView.of(
                parts,
                board.look(PATIENCE),
                of,
                notice(of, exchange.request().getParam("done")),
                entrance.buttonToken());
        answer(exchange, OK).end(template.page(view));
    }

    private PageView.Notice notice(Words of, String done) {
        return Optional.ofNullable(done)
                .flatMap(replays::outcome)
                .map(outcome -> new PageView.Notice(
                        outcome.isGood() ? Tone.OK : Tone.BAD, of.say(outcome.key(), told(of, outcome.values()))))
                .orElse(null);
    }

    private static Object[] told(Words words, List<Object> values) {
        return values.stream()
                .map(value -> value instanceof String text ? words.told(text) : value)
                .toArray();
    }

    private void replay(RoutingContext exchange) {
        Optional<Entrance.Refusal> refusal =
                entrance.toPress(headers(exchange), exchange.request().getFormAttribute("token"));
        if (refusal.isPresent()) {
            refuse(exchange, refusal.get());
            return;
        }
        String id = exchange.request().getFormAttribute("id");
        String connection = exchange.request().getFormAttribute("connection");
        String done = board.look(PATIENCE).silentSince() == null
                ? replays.replay(connection, Optional.ofNullable(id), visitor(exchange))
                : replays.notNow();
        board.fresh(PATIENCE);
        Language language =
                words(exchange, exchange.request().getFormAttribute("lang")).language();
        exchange.response()
                .setStatusCode(SEE_OTHER)
                .putHeader(HttpHeaders.LOCATION, "./?lang=" + language.code() + "&done=" + done)
                .end();
    }

    /** The headers; in HTTP/2 the host that was asked for is none of them. */
    private static UnaryOperator<String> headers(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        return name -> name.equals("Host")
                ? Optional.ofNullable(request.authority())
                        .map(HostAndPort::toString)
                        .orElse(null)
                : request.getHeader(name);
    }

    private Replays.Visitor visitor(RoutingContext exchange) {
        return new Replays.Visitor(user, exchange.request().remoteAddress().hostAddress());
    }

    private void refuse(RoutingContext exchange, Entrance.Refusal refusal) {
        boolean isWrong =
                refusal == Entrance.Refusal.PASSWORD && exchange.request().getHeader(HttpHeaders.AUTHORIZATION) != null;
        if (isWrong) {
            LOG.warn(
                    "A wrong user or password for the page came from {}",
                    exchange.request().remoteAddress());
        }
        Words of = words(exchange, exchange.request().getParam("lang"));
        HttpServerResponse response = answer(exchange, refusal.status());
        if (refusal == Entrance.Refusal.PASSWORD) {
            response.putHeader("WWW-Authenticate", Credentials.CHALLENGE);
        }
        response.end(template.refusal(of, of.say(refusal.key())));
    }

    private Words words(RoutingContext exchange, String asked) {
        return words.get(Language.of(asked, exchange.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    private static HttpServerResponse answer(RoutingContext exchange, int status) {
        return exchange.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=UTF-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.VARY, "Accept-Language")
                .putHeader("Content-Security-Policy", PageTemplate.POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                // a button has to say where it stands
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    @Override
    public void close() {
        board.close();
    }
}
