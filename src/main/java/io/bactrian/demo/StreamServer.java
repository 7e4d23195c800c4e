package io.bactrian.demo;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The WebSocket over TLS on 127.0.0.1: lets in who has a ticket, and hands over what is said. */
final class StreamServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamServer.class);
    private static final int LARGEST_FRAME = 256 * 1024;

    private final StreamFaults faults;
    private final StreamGateway gateway;
    private final StreamPusher pusher;
    private final Vertx vertx;
    private final HttpServer server;
    private final AtomicInteger connections = new AtomicInteger();

    StreamServer(DemoCertificate certificate, StreamFaults faults, StreamGateway gateway, StreamPusher pusher) {
        this.faults = faults;
        this.gateway = gateway;
        this.pusher = pusher;
        vertx = Vertx.vertx(new VertxOptions()
                .setUseDaemonThread(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setSsl(true)
                        .setKeyCertOptions(new PfxOptions()
                                .setPath(certificate.keyStore().toString())
                                .setPassword(certificate.password()))
                        .setMaxWebSocketFrameSize(LARGEST_FRAME)
                        .setMaxWebSocketMessageSize(LARGEST_FRAME))
                .requestHandler(this::welcome);
    }

    int listen(int port) {
        try {
            return server.listen(port, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .actualPort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException("no stream on port " + port, e);
        }
    }

    private void welcome(HttpServerRequest request) {
        if (faults.shut()) {
            request.connection().close();
        } else if (!request.path().equals("/connect")) {
            request.response().setStatusCode(404).end();
        } else if (faults.handshakeRefused()) {
            request.response().setStatusCode(503).end();
        } else if (!gateway.redeem(request.getParam("ticket"))) {
            request.response().setStatusCode(401).end();
        } else {
            Channel channel = ((ConnectionBase) request.connection()).channel();
            pusher.joins();
            request.toWebSocket().onSuccess(socket -> opened(socket, channel)).onFailure(e -> {
                pusher.stayedAway();
                LOG.debug("no WebSocket: {}", e.toString());
            });
        }
    }

    private void opened(ServerWebSocket socket, Channel channel) {
        StreamConnection connection = new StreamConnection("c-" + connections.incrementAndGet(), socket, channel);
        socket.textMessageHandler(text -> pusher.heard(connection, StreamFrames.read(text), System.nanoTime()));
        socket.exceptionHandler(e -> LOG.debug("{} was lost: {}", connection.id(), e.toString()));
        socket.closeHandler(nothing -> pusher.left(connection));
        pusher.joined(connection);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
