package io.bactrian.wecom.callback;

import io.bactrian.callback.CallbackCrypto;
import io.bactrian.connection.ConnectionSettings;
import io.bactrian.connection.Connections;
import io.bactrian.connection.EventSettings;
import io.bactrian.connection.PlatformSettings;
import io.bactrian.connection.Secret;
import io.bactrian.connection.Settings;
import io.bactrian.dingtalk.DingTalk;
import io.bactrian.wecom.WeCom;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;

/** The route of the shipped file behind a real server on the loopback, and a WeCom that pushes to it. */
final class WeComCallbackServer implements AutoCloseable {
    static final String TOKEN = "camelToken01";
    static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    static final String CORP = "wwcorp0000000001";
    static final String PATH = "/callback/wecom/wecom?";

    final Queue<Object> told = new ConcurrentLinkedQueue<>();
    final CallbackCrypto crypto = crypto(TOKEN, CORP);
    volatile Processor handler = exchange -> {};

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicLong nonces = new AtomicLong();
    private final Clock clock;
    private final Main main = new Main();

    WeComCallbackServer(Clock clock) throws Exception {
        this.clock = clock;
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().httpServer().withEnabled(true).withHost("127.0.0.1").withPort(0);
        main.configure().httpServer().withMaxBodySize(131_072L).withFileUploadEnabled(false);
        main.configure()
                .withRoutesIncludePattern(
                        "file:" + Path.of("routes/wecom-callback.camel.yaml").toAbsolutePath());
        main.configure().addRoutesBuilder(new WeComCallbackRoutes(connections(), clock, ZoneId.of("Asia/Shanghai")));
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                for (String room : List.of("approval", "directory")) {
                    from("direct:" + room + "-event")
                            .errorHandler(noErrorHandler())
                            .process(exchange -> handler.process(exchange))
                            .process(exchange -> told.add(exchange.getMessage().getBody()));
                }
            }
        });
        main.start();
    }

    private static Connections connections() {
        Map<String, String> settings = new HashMap<>();
        for (String name : List.of("wecom", "silent")) {
            settings.put("connection." + name + ".platform", "wecom");
            settings.put("connection." + name + ".corp-id", CORP);
            settings.put("connection." + name + ".secret", "secret");
        }
        settings.put("connection.wecom.events", "callback");
        settings.put("connection.wecom.callback-token", TOKEN);
        settings.put("connection.wecom.callback-aes-key", KEY);
        settings.put("connection.shop.platform", "dingtalk");
        settings.put("connection.shop.client-id", "a");
        settings.put("connection.shop.client-secret", "b");
        settings.put("connection.shop.events", "callback");
        settings.put("connection.shop.callback-token", TOKEN);
        settings.put("connection.shop.callback-aes-key", KEY);
        List<PlatformSettings> platforms = List.of(DingTalk.SETTINGS, WeCom.SETTINGS);
        return new ConnectionSettings(new Settings(settings::get), platforms).read(settings.keySet());
    }

    static CallbackCrypto crypto(String token, String owner) {
        return new CallbackCrypto(
                new EventSettings.Callback(new Secret(token), new Secret(KEY), owner, Optional.empty()));
    }

    /** Now, in the seconds that WeCom writes. */
    String now() {
        return String.valueOf(clock.millis() / 1000);
    }

    String nonce() {
        return "nonce" + nonces.incrementAndGet();
    }

    /** The address of a push, signed. */
    String address(String timestamp, String nonce, String encrypted) {
        return PATH + "msg_signature=" + crypto.sign(timestamp, nonce, encrypted) + "&timestamp=" + timestamp
                + "&nonce=" + nonce;
    }

    /** The check of the address with a text. */
    HttpResponse<String> check(String text) throws Exception {
        String encrypted = crypto.encrypt(text);
        String address =
                address(now(), nonce(), encrypted) + "&echostr=" + URLEncoder.encode(encrypted, StandardCharsets.UTF_8);
        return send(request(address).GET());
    }

    HttpResponse<String> push(String message) throws Exception {
        String encrypted = crypto.encrypt(message);
        return post(address(now(), nonce(), encrypted), body(encrypted));
    }

    static String body(String encrypted) {
        return "<xml><ToUserName><![CDATA[" + CORP + "]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID>"
                + "<Encrypt><![CDATA[" + encrypted + "]]></Encrypt></xml>";
    }

    HttpResponse<String> post(String address, String body) throws Exception {
        return send(request(address).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                + main.getCamelContext()
                        .hasService(VertxPlatformHttpServer.class)
                        .getPort() + address));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.header("Content-Type", "text/xml").build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        main.stop();
    }
}
