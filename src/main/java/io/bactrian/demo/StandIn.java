package io.bactrian.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for the DingTalk platform: serves a {@link Company} on 127.0.0.1, both API generations on one port, as
 * strictly as the platform does. Any client may use it by setting both base addresses to {@link #url()}.
 *
 * <p>Limits and mishaps are set in {@link #faults()}; what arrived is counted in {@link #meter()}. Thread-safe.
 */
public final class StandIn implements AutoCloseable {
    static final String CLIENT_ID = "dingdemo4220bactrian";
    static final String CLIENT_SECRET = "not-a-secret-only-a-demo";

    private static final Logger LOG = LoggerFactory.getLogger(StandIn.class);
    private static final int WORKERS = 32;

    static {
        // read once, when the server's classes load
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private final Company company;
    private final Faults faults = new Faults();
    private final Meter meter = new Meter();
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
    private final Tokens tokens;
    private final Gate gate;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, threads("stand-in"));
    private final ScheduledExecutorService waiting =
            Executors.newSingleThreadScheduledExecutor(threads("stand-in-late"));
    private final Mailbox mailbox = new Mailbox();
    private final WorkNotices notices;
    private final Robots robots;
    private final Callbacks callbacks;
    private EventStream stream;

    private StandIn(Company company, int port, Clock clock) throws IOException {
        this.company = company;
        tokens = new Tokens(clock, faults, meter);
        gate = new Gate(tokens, faults, meter);
        offer(new TokenApi(tokens, faults).endpoints());
        offer(new WorkflowApi(company, faults, clock).endpoints());
        offer(new DirectoryApi(company, faults).endpoints());
        notices = new WorkNotices(company.directory(), clock, mailbox);
        robots = new Robots(clock, mailbox);
        offer(new MessageApi(notices).endpoints());
        offer(robots.endpoints());
        callbacks = new Callbacks(company, threads("stand-in-callback"));
        offer(new CallbackApi(company, callbacks).endpoints());
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
        server.setExecutor(workers);
        server.createContext("/", new Wire(this::answer, call -> faults.delay(call.name()), workers, waiting));
    }

    /** Serves the company on a free port. */
    public static StandIn start(Company company) {
        return start(company, 0);
    }

    /** Serves the company on this port, 0 for a free one. */
    public static StandIn start(Company company, int port) {
        return start(company, port, Clock.systemUTC());
    }

    /** Serves the company on this port, with token life and time limits by that clock. */
    public static StandIn start(Company company, int port, Clock clock) {
        try {
            StandIn standIn = new StandIn(company, port, clock);
            standIn.server.start();
            LOG.debug("a stand-in for the platform answers at {}", standIn.url());
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException("no stand-in on port " + port, e);
        }
    }

    /** Base address of both generations, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The app key that it knows. */
    public String clientId() {
        return CLIENT_ID;
    }

    /** The secret that belongs to {@link #clientId()}. */
    public String clientSecret() {
        return CLIENT_SECRET;
    }

    /** The number of the app, which messages need. */
    public long agentId() {
        return MessageApi.AGENT_ID;
    }

    /** Messages that arrived. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** A person gets so many messages a day; 500 at first. */
    public void messagesPerDay(int most) {
        notices.perDay(most);
    }

    /** The robots of groups; none at first. */
    public Robots robots() {
        return robots;
    }

    /** The company it serves. */
    public Company company() {
        return company;
    }

    /** What goes wrong; may be changed at any time. */
    public Faults faults() {
        return faults;
    }

    /** What was counted since the start. */
    public Meter meter() {
        return meter;
    }

    /** Opens the stream on a free port; without this the gateway is an interface that does not exist. */
    public EventStream openStream() {
        return openStream(0);
    }

    /** The same on this port, 0 for a free one; a stream that is open stays as it is. */
    public synchronized EventStream openStream(int port) {
        if (stream == null) {
            stream = new EventStream(company, port, threads("stand-in-stream"));
            offer(List.of(stream.endpoint()));
        }
        return stream;
    }

    /** The pushes over HTTP. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** The token given out last is no longer accepted, as if it had expired. */
    public void killToken() {
        tokens.kill();
    }

    /** Stops at once; calls that wait for an answer lose their connection. */
    @Override
    public synchronized void close() {
        if (stream != null) {
            stream.close();
        }
        callbacks.close();
        server.stop(0);
        waiting.shutdownNow();
        workers.shutdownNow();
    }

    private Reply answer(Call call) {
        Endpoint endpoint = endpoints.get(call.name());
        meter.arrived(endpoint == null ? "unknown" : endpoint.name());
        Reply reply = decide(call, endpoint);
        if (reply.refused() != null) {
            meter.refuse(reply.refused());
        }
        return reply;
    }

    private Reply decide(Call call, Endpoint endpoint) {
        Optional<Faults.Failure> failure = faults.failure(call.name());
        if (failure.isPresent() && failure.get() != Faults.Failure.BROKEN_JSON) {
            return Reply.failure(failure.get());
        }
        Reply reply = endpoint == null ? unknown(call) : handled(call, endpoint);
        return failure.isPresent() ? reply.broken() : reply;
    }

    private Reply handled(Call call, Endpoint endpoint) {
        try {
            gate.pass(call, endpoint);
            return endpoint.handler().apply(call);
        } catch (Rejected rejected) {
            return rejected.reply();
        } catch (RuntimeException e) {
            LOG.warn("the stand-in failed at {}", call.name(), e);
            return Reply.failure(Faults.Failure.HTTP_500);
        }
    }

    private static Reply unknown(Call call) {
        return call.newGeneration()
                ? Reply.newError(404, "InvalidAction.NotFound", "Specified api is not found", Meter.Refused.NOT_FOUND)
                : Reply.oldError(22, "Invalid method", Meter.Refused.NOT_FOUND);
    }

    private void offer(List<Endpoint> offered) {
        offered.forEach(endpoint -> endpoints.put(endpoint.name(), endpoint));
    }

    static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
