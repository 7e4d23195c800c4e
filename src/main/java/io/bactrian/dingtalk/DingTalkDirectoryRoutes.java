package io.bactrian.dingtalk;

import io.bactrian.call.CallException;
import io.bactrian.call.CallRoutes;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.apache.camel.builder.RouteBuilder;

/**
 * DingTalk's directory: {@code direct:dingtalk-departments} and {@code direct:dingtalk-members} take a
 * {@link io.bactrian.directory.DirectoryQuery} and hand pages on. Errors: a {@link CallException} when the tree or the
 * department cannot be read. Every call is free of the month's count. Source: the platform's pages on departments and users
 * of the old API generation.
 */
public final class DingTalkDirectoryRoutes extends RouteBuilder {
    private static final String CHILDREN = "direct:dingtalk-department-children";
    private static final String PAGE_TO = "${exchangeProperty." + DingTalkDirectory.PAGE_TO + "}";

    private final DingTalkDirectory directory;
    private final int readers;

    /** {@code readers} departments are listed at the same time. */
    public DingTalkDirectoryRoutes(DirectoryMapper mapper, Clock clock, int readers) {
        this.directory = new DingTalkDirectory(mapper, clock);
        this.readers = readers;
    }

    @Override
    public void configure() {
        configureDepartments();
        configureChildren();
        configureMembers();
    }

    private void configureDepartments() {
        ExecutorService pool =
                getContext().getExecutorServiceManager().newFixedThreadPool(this, "dingtalk-departments", readers);
        from("direct:dingtalk-departments")
                .routeId("dingtalk-departments")
                .routeGroup("dingtalk")
                .description("Walks down the tree of departments, level by level, and hands each page on.")
                .errorHandler(noErrorHandler())
                .process(directory::beginWalk)
                .doTry()
                .to(CallRoutes.CALL)
                .process(directory::root)
                .doCatch(CallException.class)
                .process(directory::rootFailed)
                .end()
                .toD(PAGE_TO)
                .id("hand-root")
                .loopDoWhile(directory::hasNextLevel)
                .process(directory::nextLevel)
                .split(body())
                .parallelProcessing()
                .synchronous()
                .executorService(pool)
                .to(CHILDREN)
                .end()
                .end();
    }

    private void configureChildren() {
        from(CHILDREN)
                .routeId("dingtalk-department-children")
                .routeGroup("dingtalk")
                .description("Lists the departments right below one department and hands them on.")
                .errorHandler(noErrorHandler())
                .filter(directory::walkGoesOn)
                .doTry()
                .process(directory::askForChildren)
                .to("direct:dingtalk-department-list")
                .toD(PAGE_TO)
                .id("hand-departments")
                .doCatch(Exception.class)
                .process(directory::endWalk)
                .end()
                .end();

        from("direct:dingtalk-department-list")
                .routeId("dingtalk-department-list")
                .routeGroup("dingtalk")
                .description("Calls for the departments right below one; a failure becomes a gap in the page.")
                .errorHandler(noErrorHandler())
                .doTry()
                .to(CallRoutes.CALL)
                .process(directory::children)
                .doCatch(CallException.class)
                .process(directory::childrenFailed)
                .end();
    }

    private void configureMembers() {
        from("direct:dingtalk-members")
                .routeId("dingtalk-members")
                .routeGroup("dingtalk")
                .description("Lists the members right in one department, and hands each page on before the next.")
                .errorHandler(noErrorHandler())
                .process(directory::beginPaging)
                .loopDoWhile(directory::hasMoreMembers)
                .process(directory::askForMembers)
                .doTry()
                .to(CallRoutes.CALL)
                .process(directory::members)
                .doCatch(CallException.class)
                .process(directory::membersFailed)
                .end()
                .toD(PAGE_TO)
                .id("hand-members")
                .end();
    }
}
