package io.bactrian.call;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * What became of a call that got no answer.
 *
 * @param words for whoever has to look after it
 * @param hasLeft whether the request can have reached anybody
 */
record NoAnswer(String words, boolean hasLeft) {
    private record Kind(Class<? extends IOException> of, NoAnswer meaning) {}

    /** The narrower ones first. */
    private static final List<Kind> KINDS = List.of(
            kind(ConnectTimeoutException.class, "no connection in time", false),
            kind(ConnectionRequestTimeoutException.class, "no free connection in time", false),
            kind(SocketTimeoutException.class, "nothing came in time", true),
            kind(UnknownHostException.class, "the name server does not know the host", false),
            kind(NoRouteToHostException.class, "there is no way to the host", false),
            kind(ConnectException.class, "the connection was refused", false),
            kind(
                    SSLHandshakeException.class,
                    "no agreement on TLS, for example a certificate that is not trusted",
                    false),
            kind(SSLPeerUnverifiedException.class, "the certificate is another host's", false),
            kind(SSLException.class, "TLS was broken off", true),
            kind(NoHttpResponseException.class, "the connection was closed", true),
            kind(SocketException.class, "the connection was lost", true));

    static NoAnswer of(IOException cause) {
        return KINDS.stream()
                .filter(kind -> kind.of().isInstance(cause))
                .findFirst()
                .map(Kind::meaning)
                .orElseGet(() -> new NoAnswer(cause.getClass().getSimpleName(), true));
    }

    private static Kind kind(Class<? extends IOException> of, String words, boolean hasLeft) {
        return new Kind(of, new NoAnswer(words, hasLeft));
    }
}
