package io.bactrian.wecom;

import io.bactrian.call.CallException;
import io.bactrian.call.CallRoutes;
import java.time.Clock;
import org.apache.camel.builder.RouteBuilder;

/**
 * WeCom's directory: {@code direct:wecom-departments} and {@code direct:wecom-members} take a
 * {@link io.bactrian.directory.DirectoryQuery} and hand pages on, {@code direct:wecom-member} takes a
 * {@link io.bactrian.directory.MemberQuery} and gives a {@link io.bactrian.directory.Member} or nothing,
 * {@code direct:wecom-department} takes a {@link io.bactrian.directory.DepartmentQuery} and gives a
 * {@link io.bactrian.directory.Department} or nothing. Members are asked for while their departments are handed on, and
 * not after that. Errors: a {@link CallException} when nothing can be read; who is outside of what the app may see is
 * {@code ABSENT}. Source: the platform's pages on contacts.
 */
public final class WeComDirectoryRoutes extends RouteBuilder {
    private static final String IDS = "direct:wecom-ids";
    private static final String SEEN_DEPARTMENTS = "direct:wecom-seen-departments";
    private static final String MEMBER_LIST = "direct:wecom-member-list";
    private static final String PAGE_TO = "${exchangeProperty." + WeComDirectory.PAGE_TO + "}";

    private final WeComDirectory directory;

    public WeComDirectoryRoutes(Clock clock) {
        this.directory = new WeComDirectory(clock);
    }

    @Override
    public void configure() {
        configureDepartments();
        configureIds();
        configureMembers();
    }

    private void configureDepartments() {
        from("direct:wecom-departments")
                .routeId("wecom-departments")
                .routeGroup("wecom")
                .description("Reads departments, with the ids of everybody where there is a contact-sync secret.")
                .errorHandler(noErrorHandler())
                .process(directory::begin)
                .doTry()
                .to(IDS)
                .to(SEEN_DEPARTMENTS)
                .process(directory::departmentPages)
                .loopDoWhile(directory::hasPages)
                .process(directory::nextPage)
                .toD(PAGE_TO)
                .id("hand-wecom-departments")
                .end()
                .endDoTry()
                .doFinally()
                .process(directory::forget)
                .end();

        from(SEEN_DEPARTMENTS)
                .routeId("wecom-seen-departments")
                .routeGroup("wecom")
                .description("Lists the departments that the app sees, with their names; one call.")
                .errorHandler(noErrorHandler())
                .filter(directory::hasApp)
                .process(directory::askForDepartments)
                .doTry()
                .to(CallRoutes.CALL)
                .process(directory::departments)
                .doCatch(CallException.class)
                .process(directory::departmentsFailed)
                .end()
                .end();
    }

    private void configureIds() {
        from(IDS)
                .routeId("wecom-ids")
                .routeGroup("wecom")
                .description("Lists the ids of all departments and people with the contact-sync secret.")
                .errorHandler(noErrorHandler())
                .filter(directory::hasContactSecret)
                .doTry()
                .process(directory::askForDepartmentIds)
                .to(CallRoutes.CALL)
                .process(directory::departmentIds)
                .to("direct:wecom-user-ids")
                .process(directory::idsEnd)
                .doCatch(CallException.class)
                .process(directory::idsFailed)
                .end()
                .end();

        from("direct:wecom-user-ids")
                .routeId("wecom-user-ids")
                .routeGroup("wecom")
                .description("Lists who is in which department, page by page.")
                .errorHandler(noErrorHandler())
                .loopDoWhile(directory::hasMoreIds)
                .process(directory::askForIds)
                .doTry()
                .to(CallRoutes.CALL)
                .process(directory::ids)
                .doCatch(CallException.class)
                .process(directory::idsPageFailed)
                .end()
                .end();
    }

    private void configureMembers() {
        from("direct:wecom-members")
                .routeId("wecom-members")
                .routeGroup("wecom")
                .description("Reads the members right in one department, and hands them on in pages.")
                .errorHandler(noErrorHandler())
                .process(directory::beginMembers)
                .choice()
                .when(directory::isWorthAsking)
                .to(MEMBER_LIST)
                .otherwise()
                .process(directory::withoutAsking)
                .end()
                .loopDoWhile(directory::hasPages)
                .process(directory::nextPage)
                .toD(PAGE_TO)
                .id("hand-wecom-members")
                .end();

        from(MEMBER_LIST)
                .routeId("wecom-member-list")
                .routeGroup("wecom")
                .description("Calls for the members of one department; for their names only where all is too much.")
                .errorHandler(noErrorHandler())
                .process(directory::askForMembers)
                .doTry()
                .to(CallRoutes.CALL)
                .process(directory::members)
                .doCatch(CallException.class)
                .process(directory::membersFailed)
                .end()
                .filter(directory::wereTooMany)
                .process(directory::askForFewerFields)
                .to(CallRoutes.CALL)
                .process(directory::members)
                .end();
    }
}
