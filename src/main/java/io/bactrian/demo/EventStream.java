package io.bactrian.demo;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * The stream of the stand-in: what happens in the company is pushed over a WebSocket with TLS on 127.0.0.1, to clients
 * that got a ticket from the gateway of the stand-in and trust {@link #trustStore()}. Thread-safe.
 */
public final class EventStream implements AutoCloseable {
    private final Company company;
    private final StreamFaults faults = new StreamFaults();
    private final StreamMeter meter = new StreamMeter();
    private final DemoCertificate certificate = DemoCertificate.get();
    private final StreamGateway gateway = new StreamGateway(faults, meter, this::port);
    private final ScheduledExecutorService thread;
    private final StreamPusher pusher;
    private final StreamServer server;
    private final Consumer<CompanyEvent> listener;
    private final int port;

    EventStream(Company company, int port, ThreadFactory threads) {
        this.company = company;
        thread = Executors.newSingleThreadScheduledExecutor(threads);
        pusher = new StreamPusher(faults, meter, thread);
        server = new StreamServer(certificate, faults, gateway, pusher);
        this.port = server.listen(port);
        listener = pusher::happened;
        company.onEvent(listener);
    }

    /** The port of the WebSocket. */
    public int port() {
        return port;
    }

    /** PKCS12 file with the certificate that clients have to trust; it goes when the process ends. */
    public Path trustStore() {
        return certificate.trustStore();
    }

    /** Password of {@link #trustStore()}. */
    public String trustStorePassword() {
        return certificate.password();
    }

    /** What goes wrong; may be changed at any time. */
    public StreamFaults faults() {
        return faults;
    }

    /** What was counted since the stream was opened. */
    public StreamMeter meter() {
        return meter;
    }

    /** Connections that are open now; half open ones count until the server notices. */
    public int connected() {
        return pusher.connected();
    }

    /** Resets every open connection, without any farewell. */
    public void cut() {
        pusher.cut();
    }

    /** Every open connection becomes half open: nothing comes from it any more and nothing is read, but it stays. */
    public void silence() {
        pusher.silence();
    }

    /** Tells every open connection to go: no more events for it, and the end after {@link StreamFaults#farewell}. */
    public void disconnect() {
        pusher.disconnect();
    }

    Endpoint endpoint() {
        return gateway.endpoint();
    }

    @Override
    public void close() {
        company.forget(listener);
        pusher.cut();
        thread.shutdown();
        server.close();
    }
}
