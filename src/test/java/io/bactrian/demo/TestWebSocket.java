package io.bactrian.demo;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.security.KeyStore;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Opens WebSockets that say nothing. */
final class TestWebSocket {
    private final EventStream stream;
    private final HttpClient http;

    TestWebSocket(EventStream stream) {
        this.stream = stream;
        try (InputStream in = Files.newInputStream(stream.trustStore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, stream.trustStorePassword().toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            http = HttpClient.newBuilder().sslContext(context).build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the server let it in. */
    boolean open(String ticket) {
        URI uri = URI.create("wss://localhost:" + stream.port() + "/connect?ticket=" + ticket);
        try {
            http.newWebSocketBuilder()
                    .buildAsync(uri, new WebSocket.Listener() {})
                    .join();
            return true;
        } catch (CompletionException refused) {
            return false;
        }
    }
}
