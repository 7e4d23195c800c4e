package io.bactrian.dingtalk.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.EventStream;
import io.bactrian.demo.StandIn;
import io.bactrian.demo.StreamMeter;
import io.bactrian.event.Gap;
import io.bactrian.event.StreamState;
import io.bactrian.store.TestDatabases;
import io.bactrian.store.TestProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** A company that tells what happens over its stream, and a Bactrian whose routes the test says. */
final class StreamRig implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Company company = Company.of(CompanySize.small(Instant.now()));
    private final StandIn standIn = StandIn.start(company);
    private final EventStream stream = standIn.openStream();
    private final Map<String, String> settings = new HashMap<>();
    private BactrianRuntime runtime;

    StreamRig(Map<String, String> changed) {
        stream.faults().pushAgainAfter(Duration.ofMillis(200));
        settings.putAll(TestDatabases.H2.fresh());
        settings.putAll(Map.of(
                "connection.dingtalk.client-id", standIn.clientId(),
                "connection.dingtalk.client-secret", standIn.clientSecret(),
                "connection.dingtalk.api-base-url", standIn.url(),
                "connection.dingtalk.oapi-base-url", standIn.url(),
                "stream.retry-delay", "50ms",
                "bactrian.routes", emptyFolder().toString(),
                "tls.trust-store", stream.trustStore().toString(),
                "tls.trust-store-password", stream.trustStorePassword()));
        settings.putAll(changed);
        start();
    }

    private static Path emptyFolder() {
        try {
            return Files.createDirectories(Path.of("target", "no-routes").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        runtime = BactrianRuntime.start(TestProcess.home(), Map.of(), settings, Clock.systemUTC());
    }

    /** Ends the process, so to speak, and starts it again, not listening yet. */
    void restart() {
        runtime.close();
        start();
    }

    /** Settings of a second connection, with credentials that nobody knows, to a platform that may not be there. */
    static Map<String, String> broken(String name, String url) {
        String prefix = "connection." + name + ".";
        return Map.of(
                prefix + "platform", "dingtalk",
                prefix + "client-id", "dingwrong",
                prefix + "client-secret", "wrong",
                prefix + "api-base-url", url,
                prefix + "oapi-base-url", url);
    }

    /** Whatever the stream brings to {@code uri} goes through {@code processor}. */
    StreamRig route(String id, String uri, Processor processor) {
        try {
            runtime.template().getCamelContext().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(noErrorHandler());
                    from(uri).routeId(id).process(processor);
                }
            });
            return this;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    StreamRig listen() {
        runtime.listen();
        return this;
    }

    /** Opens the streams and waits until they are. */
    StreamRig connected() {
        listen();
        await().atMost(PATIENCE).until(() -> state("dingtalk").connected() && stream.connected() > 0);
        return this;
    }

    StreamState state(String connection) {
        return runtime.streamStates().of(connection).orElse(new StreamState(connection, false, 0, null, null, ""));
    }

    /** Every gap that is not closed. */
    List<Gap> gaps() {
        return runtime.gaps().open("dingtalk");
    }

    /** Closes the gaps that there are, as if everything had been looked for. */
    void closeGaps() {
        await().atMost(PATIENCE).until(() -> gaps().stream().allMatch(gap -> gap.endedAt() != null));
        gaps().forEach(gap ->
                assertThat(runtime.gaps().close(gap, "looked for")).isTrue());
        assertThat(gaps()).isEmpty();
    }

    /** One approval is commented {@code times} times: as many events. */
    void comment(int times) {
        String approval = company.approvals().findFirst().orElseThrow().id();
        String author = company.members().get(0).userid();
        for (int i = 0; i < times; i++) {
            company.comment(approval, author, "number " + i);
        }
    }

    Company company() {
        return company;
    }

    StandIn standIn() {
        return standIn;
    }

    EventStream stream() {
        return stream;
    }

    StreamMeter meter() {
        return stream.meter();
    }

    BactrianRuntime runtime() {
        return runtime;
    }

    Connection connection() {
        return runtime.connections().get("dingtalk");
    }

    @Override
    public void close() {
        runtime.close();
        standIn.close();
    }
}
