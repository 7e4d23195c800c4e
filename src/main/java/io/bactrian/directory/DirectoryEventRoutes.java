package io.bactrian.directory;

import org.apache.camel.builder.RouteBuilder;

/**
 * Takes in what happens to people and departments: {@code direct:directory-event} takes a {@link DirectoryEvent} and
 * returns when it is committed; an event that is known already changes nothing. Errors:
 * {@link io.bactrian.event.NotStoredException} when it could not be committed, and the platform must tell it again.
 */
public final class DirectoryEventRoutes extends RouteBuilder {
    public static final String EVENT = "direct:directory-event";

    private final DirectoryEvents events;

    public DirectoryEventRoutes(DirectoryEvents events) {
        this.events = events;
    }

    @Override
    public void configure() {
        from(EVENT)
                .routeId("directory-event")
                .routeGroup("directory")
                .description("Puts down who or what an event names, to be read; returns when that is committed.")
                .errorHandler(noErrorHandler())
                .process(events::take);
    }
}
