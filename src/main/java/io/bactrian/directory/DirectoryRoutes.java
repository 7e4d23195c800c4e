package io.bactrian.directory;

import io.bactrian.call.CallException;
import io.bactrian.connection.Connection;
import io.bactrian.connection.Connections;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;

/**
 * Carries a platform's directory into the tables.
 *
 * <p>{@code direct:directory-sync} takes a {@link DirectoryRequest} and gives a {@link DirectoryOutcome}; errors: a
 * {@link CallException} when the platform cannot be read at all, Spring's data access exceptions when the database
 * fails. Pages come in at {@code direct:directory-department-page} and {@code direct:directory-member-page}.
 */
public final class DirectoryRoutes extends RouteBuilder {
    public static final String SYNC = "direct:directory-sync";
    static final String DEPARTMENT_PAGE = "direct:directory-department-page";
    static final String DEPARTMENT_MEMBERS = "direct:directory-department-members";
    static final String MEMBER_PAGE = "direct:directory-member-page";

    private static final String DEPARTMENTS = "direct:directory-departments-";

    private static final String TARGET = "${exchangeProperty." + DirectorySync.TARGET + "}";

    private final DirectorySync sync;
    private final Connections connections;
    private final int readers;

    /** Of each of {@code connections}, {@code readers} departments are read at the same time. */
    public DirectoryRoutes(DirectorySync sync, Connections connections, int readers) {
        this.sync = sync;
        this.connections = connections;
        this.readers = readers;
    }

    @Override
    public void configure() {
        configureSync();
        configurePages();
        connections.all().forEach(this::configureDepartments);
        configureMembers();
    }

    private void configureSync() {
        from(SYNC)
                .routeId("directory-sync")
                .routeGroup("directory")
                .description("Reads departments and members, marks who left, computes paths and head-counts.")
                .errorHandler(noErrorHandler())
                .process(sync::begin)
                .doTry()
                .toD(TARGET)
                .id("read-directory")
                .process(sync::finish)
                .doFinally()
                .process(sync::forget)
                .end();
    }

    private void configurePages() {
        from(DEPARTMENT_PAGE)
                .routeId("directory-department-page")
                .routeGroup("directory")
                .description("Stores a page of departments, then reads the members of each of them.")
                .errorHandler(noErrorHandler())
                .process(sync::storeDepartments)
                .toD(DEPARTMENTS + "${exchangeProperty." + DirectorySync.CONNECTION + "}");
    }

    /** Each connection has threads of its own, so that one that does not answer holds up no other. */
    private void configureDepartments(Connection connection) {
        ExecutorService pool = getContext()
                .getExecutorServiceManager()
                .newFixedThreadPool(this, "directory-members-" + connection.name(), readers);
        from(DEPARTMENTS + connection.name())
                .routeId("directory-departments-" + connection.name())
                .routeGroup("directory")
                .description("Reads the members of the departments of one connection side by side.")
                .errorHandler(noErrorHandler())
                // synchronous: the platform lists no further before these members are stored
                .split(body())
                .parallelProcessing()
                .synchronous()
                .executorService(pool)
                .to(DEPARTMENT_MEMBERS)
                .end();
    }

    private void configureMembers() {
        from(DEPARTMENT_MEMBERS)
                .routeId("directory-department-members")
                .routeGroup("directory")
                .description("Reads the members of one department; a failure is kept and the rest goes on.")
                .errorHandler(noErrorHandler())
                .filter(sync::goesOn)
                .process(sync::askForMembers)
                .doTry()
                .toD(TARGET)
                .id("read-members")
                .doCatch(CallException.class)
                .process(sync::membersFailed)
                .end()
                .end();

        from(MEMBER_PAGE)
                .routeId("directory-member-page")
                .routeGroup("directory")
                .description("Stores a page of members in one transaction.")
                .errorHandler(noErrorHandler())
                .process(sync::storeMembers);
    }
}
