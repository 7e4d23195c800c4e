package io.bactrian.directory;

import io.bactrian.call.CallException;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;

/**
 * Finds the names of ids: {@code direct:directory-names} takes a {@link NamesQuery} and gives a map from id to name.
 * An id that cannot be asked for now is not in it; only a failing database is an error.
 */
public final class NamesRoutes extends RouteBuilder {
    public static final String NAMES = "direct:directory-names";
    static final String ASK = "direct:directory-name-ask";

    private final NameLookup lookup;
    private final int readers;

    /** {@code readers} people are asked for at the same time. */
    public NamesRoutes(NameLookup lookup, int readers) {
        this.lookup = lookup;
        this.readers = readers;
    }

    @Override
    public void configure() {
        ExecutorService pool =
                getContext().getExecutorServiceManager().newFixedThreadPool(this, "directory-names", readers);
        from(NAMES)
                .routeId("directory-names")
                .routeGroup("directory")
                .description("Finds the names of ids in memory, in the table, or by asking the platform.")
                .errorHandler(noErrorHandler())
                .process(lookup::lookUp)
                .split(body(), new NamesAggregation())
                .parallelProcessing()
                .synchronous()
                .executorService(pool)
                .to(ASK)
                .end()
                .process(lookup::answer);

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
}
