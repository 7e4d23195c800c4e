package io.bactrian.api;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Answers in JSON also where no route is reached: nothing is there, another method is meant, too much was sent. */
public final class ApiFront {
    /** Below this everything is answered so. */
    static final String BELOW = "/api/";

    private static final int BAD_REQUEST = 400;
    private static final int WRONG_METHOD = 405;
    private static final int BEFORE_ALL = -1000;
    private static final Map<Integer, String> WORDS = Map.of(
            BAD_REQUEST,
            "The request cannot be understood.",
            404,
            "There is nothing at this address.",
            WRONG_METHOD,
            "Not with this method.",
            406,
            "Only JSON is answered.",
            413,
            "The body is too large.",
            415,
            "The body must be JSON.",
            500,
            "Something went wrong here; the log of the service says what.",
            503,
            "Not now; try again a little later.");

    private final Router router;

    private ApiFront(Router router) {
        this.router = router;
    }

    /** Tells the server that listens on that port. */
    public static void open(CamelContext context, int port) {
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        ApiFront front = new ApiFront(router);
        router.route(BELOW + "*").order(BEFORE_ALL).handler(ApiFront::begin);
        front.hang(router);
        Handler<HttpServerRequest> first = router.getServer().getServer().requestHandler();
        if (first instanceof Router outer) {
            front.hang(outer);
        }
    }

    /** What is answered is for whoever asked, and for nobody between. */
    private static void begin(RoutingContext exchange) {
        exchange.response().putHeader("Cache-Control", "no-store").putHeader("X-Content-Type-Options", "nosniff");
        exchange.next();
    }

    private void hang(Router of) {
        WORDS.forEach((status, words) -> of.errorHandler(status, exchange -> answer(exchange, status, words)));
    }

    private void answer(RoutingContext exchange, int status, String words) {
        if (exchange.response().ended() || exchange.response().headWritten()) {
            return;
        }
        exchange.response().setStatusCode(status);
        if (status == WRONG_METHOD) {
            exchange.response().putHeader("Allow", String.join(", ", allowed(exchange.normalizedPath())));
        }
        if (exchange.normalizedPath().startsWith(BELOW)) {
            exchange.response()
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(
                            Answers.json(status == BAD_REQUEST ? Refusal.BAD_PARAMETERS : status, words, null)));
        } else {
            exchange.response()
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(words);
        }
    }

    private Set<String> allowed(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && route.getPath() != null && isAt(route.getPath(), path)) {
                route.methods().stream().map(HttpMethod::name).forEach(methods::add);
            }
        }
        return methods;
    }

    private static boolean isAt(String routePath, String path) {
        StringBuilder pattern = new StringBuilder();
        for (String part : routePath.split("/")) {
            if (!part.isEmpty()) {
                pattern.append('/').append(part.startsWith(":") ? "[^/]+" : Pattern.quote(part));
            }
        }
        return path.matches(pattern + "/?");
    }
}
