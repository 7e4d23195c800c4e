package io.bactrian.callback;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;

/** Routes for what a platform pushes over HTTP: whatever is wrong with a push is answered, and never thrown. */
public abstract class PushRoutes extends RouteBuilder {
    /** Begins the route <code>direct:&lt;platform&gt;-callback</code>, which takes a request of {@code platform-http:}. */
    protected final ProcessorDefinition<?> fromPushes(String platform, String description, CallbackGate gate) {
        String id = platform + "-callback";
        return from("direct:" + id)
                .routeId(id)
                .routeGroup(platform)
                .description(description)
                // said here, because a file of routes may set another one for everybody
                .errorHandler(defaultErrorHandler())
                .onException(CallbackRefusedException.class)
                .handled(true)
                .process(gate::refuse)
                .end()
                .onException(Exception.class)
                .handled(true)
                .process(gate::notStored)
                .end();
    }
}
