package io.bactrian.api;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/**
 * What a {@code rest} of {@code routes/} may send to. Each endpoint says for itself who may, so that no way to it goes past
 * that; the paths are the operator's.
 */
public final class ApiRoutes extends RouteBuilder {
    /** Gives the OpenAPI description of what is served. */
    public static final String DESCRIPTION = "direct:api-description";

    private static final String GROUP = "api";

    private final List<Operation> operations;
    private final Desk desk;
    private final Description description;

    ApiRoutes(List<Operation> operations, Desk desk, Description description) {
        this.operations = operations;
        this.desk = desk;
        this.description = description;
    }

    @Override
    public void configure() {
        onException(Refusal.class).handled(true).process(Answers::refuse);
        onException(Exception.class).handled(true).process(Answers::fail);

        from(DESCRIPTION)
                .routeId("api-description")
                .routeGroup(GROUP)
                .description("Describes the API as OpenAPI.")
                .process(description::describe);

        for (Operation operation : operations) {
            from(operation.endpoint())
                    .routeId(operation.name())
                    .routeGroup(GROUP)
                    .description(operation.description())
                    .process(desk.admitting(operation))
                    .process(desk.doing(operation));
        }
    }
}
