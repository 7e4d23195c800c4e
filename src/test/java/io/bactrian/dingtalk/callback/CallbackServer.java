package io.bactrian.dingtalk.callback;

import io.bactrian.callback.CallbackCrypto;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;

/** The route of the shipped file behind a real server on the loopback, and a DingTalk that pushes to it. */
final class CallbackServer implements AutoCloseable {
    static final String TOKEN = "token-of-the-test";
    static final String KEY = "abcdefghijabcdefghijabcdefghijabcdefghij123";
    static final String OWNER = "dingabc123";

    final Queue<Told> told = new ConcurrentLinkedQueue<>();
    final CallbackCrypto crypto = new CallbackCrypto(callback(TOKEN, OWNER));
    volatile Processor handler = exchange -> {};

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong nonces = new AtomicLong();
    private final Clock clock;
    private final Main main = new Main();

    CallbackServer(Clock clock, Path folder) throws Exception {
        this.clock = clock;
        Connections connections = new Connections(List.of(
                connection("dingtalk", Optional.of(callback(TOKEN, OWNER))),
                connection("factory", Optional.of(callback("another-token", "dingfactory"))),
                connection("silent", Optional.empty())));
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(0);
        main.configure().httpServer().withMaxBodySize(131_072L).withFileUploadEnabled(false);
        main.configure()
                .withRoutesIncludePattern(
                        "file:" + Path.of("routes/dingtalk-callback.camel.yaml").toAbsolutePath());
        main.configure().addConfiguration(new CamelConfiguration() {
            @Override
            public void configure(CamelContext context) {
                main.configure()
                        .addRoutesBuilder(new DingTalkCallbackRoutes(
                                connections, context.createProducerTemplate(), folder, clock));
            }
        });
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dingtalk-event")
                        .errorHandler(noErrorHandler())
                        .process(exchange -> handler.process(exchange))
                        .process(exchange -> told.add(Told.of(exchange)));
            }
        });
        main.start();
    }

    private static EventSettings.Callback callback(String token, String owner) {
        return new EventSettings.Callback(new Secret(token), new Secret(KEY), owner, Optional.empty());
    }

    private static Connection connection(String name, Optional<EventSettings.Callback> callback) {
        return new Connection(
                name,
                "dingtalk",
                "id",
                new Secret("secret"),
                Map.of(),
                List.of(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                0,
                new EventSettings(EventSettings.Source.CALLBACK, callback));
    }

    int port() {
        return main.getCamelContext().hasService(VertxPlatformHttpServer.class).getPort();
    }

    /** An event as DingTalk pushes it. */
    Push push(String event) {
        return new Push(String.valueOf(clock.millis()), "nonce" + nonces.incrementAndGet(), crypto.encrypt(event));
    }

    HttpResponse<String> post(Push push) throws Exception {
        return post("/callback/dingtalk/dingtalk?" + push.query(), push.body());
    }

    HttpResponse<String> post(String address, String body) throws Exception {
        return send(request(address).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + address));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(
                request.header("Content-Type", "application/json").build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        main.stop();
    }

    /** What arrived at the event's endpoint. */
    record Told(Object body, Map<String, Object> headers) {
        private static Told of(Exchange exchange) {
            return new Told(
                    exchange.getMessage().getBody(),
                    Map.copyOf(exchange.getMessage().getHeaders()));
        }
    }

    /** What DingTalk sends, signed with the token unless said otherwise. */
    record Push(String timestamp, String nonce, String encrypted) {
        String signature() {
            return new CallbackCrypto(callback(TOKEN, OWNER)).sign(timestamp, nonce, encrypted);
        }

        String query() {
            return query("signature", signature());
        }

        String query(String name, String signature) {
            return name + "=" + signature + "&timestamp=" + timestamp + "&nonce="
                    + URLEncoder.encode(nonce, StandardCharsets.UTF_8);
        }

        String body() {
            return "{\"encrypt\":\"" + encrypted + "\"}";
        }
    }
}
