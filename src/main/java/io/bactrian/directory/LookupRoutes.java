package io.bactrian.directory;

import io.bactrian.call.CallException;
import io.bactrian.call.CallRoutes;
import org.apache.camel.builder.RouteBuilder;

/**
 * Reads one person or one department of a platform: <code>direct:&lt;platform&gt;-member</code> takes a {@link MemberQuery}
 * and <code>direct:&lt;platform&gt;-department</code> a {@link DepartmentQuery}; the record or nothing comes out. Errors: a
 * {@link CallException}; one who is outside of what the app may see is {@code ABSENT}, and not nothing.
 */
public final class LookupRoutes extends RouteBuilder {
    private final String platform;
    private final Lookup lookup;

    public LookupRoutes(String platform, Lookup lookup) {
        this.platform = platform;
        this.lookup = lookup;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        String member = platform + "-member";
        String department = platform + "-department";

        from("direct:" + member)
                .routeId(member)
                .routeGroup(platform)
                .description("Reads one person; nothing comes out when there is no such person.")
                .process(lookup::askForMember)
                .doTry()
                .to(CallRoutes.CALL)
                .process(lookup::member)
                .doCatch(CallException.class)
                .process(lookup::memberFailed)
                .end();

        from("direct:" + department)
                .routeId(department)
                .routeGroup(platform)
                .description("Reads one department; nothing comes out when there is no such department.")
                .process(lookup::askForDepartment)
                .doTry()
                .to(CallRoutes.CALL)
                .process(lookup::department)
                .doCatch(CallException.class)
                .process(lookup::departmentFailed)
                .end();
    }
}
