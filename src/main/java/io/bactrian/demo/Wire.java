package io.bactrian.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests and writes answers; an answer that is late waits without a thread. */
public final class Wire implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int WORTH_PACKING = 1024;

    private final Function<Call, Reply> answers;
    private final Function<Call, Duration> delays;
    private final Executor workers;
    private final ScheduledExecutorService waiting;

    /** {@code answers} decides, {@code delays} says how much later the answer leaves. */
    public Wire(
            Function<Call, Reply> answers,
            Function<Call, Duration> delays,
            Executor workers,
            ScheduledExecutorService waiting) {
        this.answers = answers;
        this.delays = delays;
        this.workers = workers;
        this.waiting = waiting;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Call call = read(exchange);
        Reply reply = answers.apply(call);
        long nanos = delays.apply(call).toNanos();
        if (nanos <= 0) {
            send(exchange, reply);
            return;
        }
        try {
            waiting.schedule(() -> workers.execute(() -> send(exchange, reply)), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            exchange.close();
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        byte[] content = exchange.getRequestBody().readAllBytes();
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String path = exchange.getRequestURI().getPath();
        return new Call(
                exchange.getRequestMethod() + " " + path,
                path,
                Call.decode(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestHeaders().getFirst("x-acs-dingtalk-access-token"),
                type != null && type.startsWith("application/x-www-form-urlencoded"),
                content);
    }

    private static void send(HttpExchange exchange, Reply reply) {
        if (reply.status() < 0) {
            return;
        }
        try (exchange) {
            if (reply.status() == 0) {
                return;
            }
            byte[] body = reply.body();
            String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
            if (body.length > WORTH_PACKING && accepted != null && accepted.contains("gzip")) {
                body = packed(body);
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException clientLeft) {
            LOG.debug("an answer found nobody: {}", clientLeft.toString());
        }
    }

    private static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2);
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
