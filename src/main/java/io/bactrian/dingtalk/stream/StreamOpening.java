package io.bactrian.dingtalk.stream;

import com.dingtalk.open.app.stream.network.api.EndPointConnection;
import com.dingtalk.open.app.stream.network.api.Session;
import com.dingtalk.open.app.stream.network.core.Connector;
import io.bactrian.connection.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Opens one WebSocket: ticket, then the SDK's handshake, then, if that failed, the reason.
 *
 * <p>The SDK says nothing of a handshake that fails but lets its caller wait, and a handshake that succeeds after that
 * would be a connection that nobody knows of. So the SDK may wait for longer than every handshake can take, on a thread
 * of its own, and what comes too late is closed.
 */
final class StreamOpening {
    /** Until the SDK's TCP connect gives up by itself, and a moment more. */
    private static final Duration TCP_CONNECT = Duration.ofSeconds(32);

    private final StreamGateway gateway;
    private final StreamOptions options;
    private final ExecutorService threads;

    StreamOpening(StreamGateway gateway, StreamOptions options, ExecutorService threads) {
        this.gateway = gateway;
        this.options = options;
        this.threads = threads;
    }

    /** Connects {@code line}, or throws. Blocks for the gateway's and the handshake's patience at most. */
    void open(Connection connection, StreamLine line) throws StreamProblem, InterruptedException {
        StreamGateway.Ticket ticket = gateway.open(connection);
        CompletableFuture<Session> handshake = new CompletableFuture<>();
        Future<?> sdk = threads.submit(() -> shakeHands(connection, ticket, line, handshake));
        try {
            CompletableFuture.anyOf(handshake, line.closed())
                    .get(options.handshakePatience().toMillis(), TimeUnit.MILLISECONDS);
            if (line.closed().isDone()) {
                throw new ExecutionException("closed", null);
            }
        } catch (TimeoutException e) {
            handshake.completeExceptionally(e);
            throw new StreamDiagnosis(options.handshakePatience()).of(ticket.endpoint());
        } catch (ExecutionException e) {
            handshake.completeExceptionally(e);
            sdk.cancel(true);
            throw new StreamDiagnosis(options.handshakePatience()).of(ticket.endpoint());
        } catch (InterruptedException e) {
            handshake.completeExceptionally(e);
            sdk.cancel(true);
            throw e;
        }
    }

    private void shakeHands(
            Connection connection, StreamGateway.Ticket ticket, StreamLine line, CompletableFuture<Session> handshake) {
        try {
            // what the SDK calls the time to live is its limit for the handshake; it closes nothing later
            Session session = Connector.connect(
                    new EndPointConnection(
                            connection.clientId(),
                            ticket.endpoint().toString(),
                            ticket.value().reveal(),
                            null),
                    line,
                    TCP_CONNECT.plus(options.handshakePatience()).toMillis(),
                    options.handshakePatience().toMillis(),
                    options.keepAlive().toMillis());
            line.connected(session);
            if (!handshake.complete(session)) {
                session.close();
            }
        } catch (Exception e) {
            handshake.completeExceptionally(e);
        }
    }
}
