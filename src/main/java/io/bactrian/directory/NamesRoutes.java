package io.bactrian.directory;

import io.bactrian.call.CallException;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;

/**
 * Finds the names of ids: {@code direct:directory-names} takes a {@link NamesQuery} and gives a map from id to name.
 * An id that cannot be asked for now is not in it; only a failing database is an error.
 */
public final class NamesRoutes extends RouteBuilder {
    public static final String NAMES = "direct:directory-names";
    static final String ASK = "direct:directory-name-ask";

    private static final String MISSING = "direct:directory-names-";

    private final NameLookup lookup;
    private final Connections connections;
    private final int readers;

    /** Of each of {@code connections}, {@code readers} people are asked for at the same time. */
    public NamesRoutes(NameLookup lookup, Connections connections, int readers) {
        this.lookup = lookup;
        this.connections = connections;
        this.readers = readers;
    }

    @Override
    public void configure() {
        from(NAMES)
                .routeId("directory-names")
                .routeGroup("directory")
                .description("Finds the names of ids in memory, in the table, or by asking the platform.")
                .errorHandler(noErrorHandler())
                .process(lookup::lookUp)
                .toD(MISSING + "${exchangeProperty." + NameLookup.CONNECTION + "}")
                .process(lookup::answer);

        connections.all().forEach(this::configureMissing);

        from(ASK)
                .routeId("directory-name-ask")
                .routeGroup("directory")
                .description("Asks the platform for one person, once however many want to know, and stores the answer.")
                .errorHandler(noErrorHandler())
                .process(lookup::claim)
                .filter(lookup::isClaimed)
                .doTry()
                .toD("${exchangeProperty." + NameLookup.TARGET + "}")
                .id("ask-platform")
                .process(lookup::remember)
                .doCatch(CallException.class)
                .process(lookup::notNow)
                .doFinally()
                .process(lookup::release)
                .end()
                .end();
    }

    /** Each connection has threads of its own, so that one that does not answer holds up no other. */
    private void configureMissing(Connection connection) {
        ExecutorService pool = getContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "directory-names-" + connection.name(), readers);
        from(MISSING + connection.name())
                .routeId("directory-names-" + connection.name())
                .routeGroup("directory")
                .description("Asks for the people of one connection side by side.")
                .errorHandler(noErrorHandler())
                .split(body(), new NamesAggregation())
                .parallelProcessing()
                .synchronous()
                .executorService(pool)
                .to(ASK)
                .end();
    }
}
