package io.bactrian.dingtalk.stream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Finds out why an endpoint cannot be connected to. The SDK only logs the reason; so the same steps are taken once more
 * by hand: name, TCP, TLS.
 */
final class StreamDiagnosis {
    private final int patience;

    StreamDiagnosis(Duration patience) {
        this.patience = (int) patience.toMillis();
    }

    StreamProblem of(URI endpoint) {
        String host = endpoint.getHost();
        String address = host + ":" + endpoint.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, endpoint.getPort()), patience);
            socket.setSoTimeout(patience);
            shakeHands(socket, endpoint);
            return new StreamProblem(
                    address + " does not open a WebSocket, although it can be reached; does something between here and"
                            + " there stop WebSockets?",
                    false);
        } catch (UnknownHostException e) {
            return new StreamProblem(host + " has no address; is the name server reachable from here?", false);
        } catch (SSLException e) {
            return untrusted(e)
                    ? new StreamProblem(
                            "The certificate of " + host + " is not trusted (" + reason(e) + "); name the authority's"
                                    + " certificate in BACTRIAN_TRUST_STORE (tls.trust-store)",
                            true)
                    : new StreamProblem(address + " does not speak TLS with us (" + reason(e) + ")", false);
        } catch (ConnectException e) {
            return new StreamProblem(
                    address + " cannot be reached (" + reason(e) + "); allow it in your firewall", false);
        } catch (IOException | GeneralSecurityException e) {
            return new StreamProblem(
                    address + " does not answer (" + reason(e) + "); allow it in your firewall", false);
        }
    }

    /** With the trust of this moment, as the SDK does. */
    private static void shakeHands(Socket socket, URI endpoint) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, null, null);
        try (SSLSocket tls = (SSLSocket)
                context.getSocketFactory().createSocket(socket, endpoint.getHost(), endpoint.getPort(), false)) {
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
        }
    }

    private static boolean untrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
