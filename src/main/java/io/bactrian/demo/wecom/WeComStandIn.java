package io.bactrian.demo.wecom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.bactrian.demo.Call;
import io.bactrian.demo.Company;
import io.bactrian.demo.Mailbox;
import io.bactrian.demo.Meter;
import io.bactrian.demo.Reply;
import io.bactrian.demo.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
 * Stands in for WeCom: serves a {@link Company} on 127.0.0.1, as strictly as the platform does. Errors come with HTTP
 * 200, there is a token for each secret, and lists beside an error are empty.
 *
 * <p>Mishaps are set in {@link #faults()}; what arrived is counted in {@link #meter()}. Thread-safe.
 */
public final class WeComStandIn implements AutoCloseable {
    static final String CORP_ID = "wwdemo4220bactrian";
    static final String SECRET = "not-a-secret-only-a-demo-app";
    static final String CONTACT_SECRET = "not-a-secret-only-demo-contacts";

    /** The AgentId of the app. */
    public static final long AGENT_ID = 1_000_002;

    private static final Logger LOG = LoggerFactory.getLogger(WeComStandIn.class);
    private static final int WORKERS = 32;

    static {
        // read once, when the server's classes load
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
    }

    private final Company company;
    private final WeComFaults faults = new WeComFaults();
    private final Meter meter = new Meter();
    private final Map<String, Interface> interfaces = new ConcurrentHashMap<>();
    private final WeComTokens tokens;
    private final Mailbox mailbox = new Mailbox();
    private final MessageApi messages;
    private final OaFile approvals;
    private final WeComCallbacks callbacks;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS, threads("wecom-stand-in"));
    private final ScheduledExecutorService waiting =
            Executors.newSingleThreadScheduledExecutor(threads("wecom-stand-in-late"));

    private WeComStandIn(Company company, int port, Clock clock) throws IOException {
        this.company = company;
        tokens = new WeComTokens(clock, faults, meter);
        offer(tokens.interfaces());
        WeComPeople people = new WeComPeople(company, faults);
        offer(new ContactApi(people, faults).interfaces());
        messages = new MessageApi(people, clock, mailbox);
        offer(messages.interfaces());
        approvals = new OaFile(company, clock);
        callbacks = new WeComCallbacks(company, CORP_ID, threads("wecom-stand-in-push"));
        approvals.onChange(callbacks::approval);
        offer(new OaApi(approvals).interfaces());
        server = HttpServer.create(
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 512);
        server.setExecutor(workers);
        server.createContext("/", new Wire(this::answer, call -> faults.latency(), workers, waiting));
    }

    /** Serves the company on a free port. */
    public static WeComStandIn start(Company company) {
        return start(company, 0, Clock.systemUTC());
    }

    /** Serves the company on this port, 0 for a free one, with the life of tokens by that clock. */
    public static WeComStandIn start(Company company, int port, Clock clock) {
        try {
            WeComStandIn standIn = new WeComStandIn(company, port, clock);
            standIn.server.start();
            LOG.debug("a stand-in for WeCom answers at {}", standIn.url());
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException("no stand-in on port " + port, e);
        }
    }

    private void offer(List<Interface> offered) {
        offered.forEach(one -> interfaces.put(one.name(), one));
    }

    /** Base address, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The company's id. */
    public String corpId() {
        return CORP_ID;
    }

    /** The app's secret. */
    public String secret() {
        return SECRET;
    }

    /** The secret of the contact-sync assistant. */
    public String contactSecret() {
        return CONTACT_SECRET;
    }

    /** Messages that arrived. */
    public Mailbox mailbox() {
        return mailbox;
    }

    /** A group has a robot with that key. */
    public void addRobot(String key) {
        messages.addRobot(key);
    }

    /** The company it serves. */
    public Company company() {
        return company;
    }

    /** Its approvals. */
    public OaFile approvals() {
        return approvals;
    }

    /** Where it pushes what happens. */
    public WeComCallbacks callbacks() {
        return callbacks;
    }

    /** What goes wrong; may be changed at any time. */
    public WeComFaults faults() {
        return faults;
    }

    /** What was counted since the start. */
    public Meter meter() {
        return meter;
    }

    /** The tokens given out so far are no longer accepted, as if they had expired. */
    public void killTokens() {
        tokens.kill();
    }

    /** Whether so many wrong secrets were shown that the address is banned. */
    public boolean hasBanned() {
        return tokens.isBanned();
    }

    /** The id that WeCom knows the person of that id by: there, ids that differ only in case are one. */
    public static String userId(String idOfTheCompany) {
        return WeComPeople.userId(idOfTheCompany);
    }

    /** Stops at once; calls that wait for an answer lose their connection. */
    @Override
    public void close() {
        server.stop(0);
        callbacks.close();
        waiting.shutdownNow();
        workers.shutdownNow();
    }

    private Reply answer(Call call) {
        Interface found = interfaces.get(call.name());
        meter.arrived(found == null ? "unknown" : found.name());
        Reply reply = decide(call, found);
        if (reply.refused() != null) {
            meter.refuse(reply.refused());
        }
        return reply;
    }

    private Reply decide(Call call, Interface found) {
        Optional<WeComFaults.Failure> failure = faults.failure(call.name());
        if (failure.isPresent()) {
            return switch (failure.get()) {
                case HTTP_502 -> page(502, "<html><h1>502 Bad Gateway</h1></html>");
                case CLOSED -> Reply.CLOSED;
                case BROKEN_JSON -> handled(call, found).broken();
            };
        }
        return found == null ? page(404, "") : handled(call, found);
    }

    private static Reply page(int status, String text) {
        return new Reply(status, "text/html", text.getBytes(StandardCharsets.UTF_8), Meter.Refused.NOT_FOUND);
    }

    private Reply handled(Call call, Interface found) {
        try {
            ObjectNode answer =
                    JsonNodeFactory.instance.objectNode().put("errcode", 0).put("errmsg", "ok");
            answer.setAll(found.handler().answer(new WeComCall(call, admitted(call, found))));
            return Reply.json(answer);
        } catch (WeComError error) {
            return refused(found, error);
        } catch (RuntimeException e) {
            LOG.warn("the stand-in for WeCom failed at {}", call.name(), e);
            return refused(found, new WeComError(-1, "system busy", Meter.Refused.FAULT));
        }
    }

    /** The token is looked at before the parameters. */
    private Caller admitted(Call call, Interface found) {
        if (tokens.isBanned()) {
            throw new WeComError(45009, "api freq out of limit", Meter.Refused.PACE);
        }
        Caller caller = found.needsToken() ? tokens.caller(call.query().get("access_token")) : Caller.NOBODY;
        if (faults.distrusts()) {
            throw WeComError.permission(60020, "not allow to access from your ip");
        }
        Integer refusal = found.refusals().get(caller);
        if (refusal != null) {
            throw WeComError.permission(refusal, "api forbidden");
        }
        faults.code(call.name()).ifPresent(code -> {
            throw new WeComError(code, code == -1 ? "system busy" : "as was asked for", Meter.Refused.FAULT);
        });
        return caller;
    }

    private static Reply refused(Interface found, WeComError error) {
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("errcode", error.code())
                .put(
                        "errmsg",
                        error.getMessage() + ", hint: [1700000000_28_ab12cd34ef56], from ip: 203.0.113.9, more info at"
                                + " https://open.work.weixin.qq.com/devtool/query?e=" + error.code());
        found.lists().forEach(answer::putArray);
        Reply reply = Reply.json(answer);
        return new Reply(reply.status(), reply.type(), reply.body(), error.why());
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
