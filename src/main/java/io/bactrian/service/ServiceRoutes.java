package io.bactrian.service;

import org.apache.camel.builder.RouteBuilder;

/**
 * What happens by the clock. Each endpoint starts its job for every connection and returns at once; the body does not
 * matter. The schedules themselves are in {@code routes/}.
 */
public final class ServiceRoutes extends RouteBuilder {
    /** Approvals that were started since the last good look. Header: {@code overlap}, a duration (10m). */
    public static final String NEW_APPROVALS = "direct:schedule-new-approvals";
    /** Approvals that we hold as open and that no longer are. */
    public static final String OPEN_APPROVALS = "direct:schedule-open-approvals";
    /**
     * Final approvals once more. Headers: {@code days} that they ended in (7), {@code limit} (200), and {@code percent}
     * of the calls that the month has left for the day (25).
     */
    public static final String LATE_COMMENTS = "direct:schedule-late-comments";
    /** All departments and people. */
    public static final String PEOPLE = "direct:schedule-people";
    /** The templates that the app can see. */
    public static final String TEMPLATES = "direct:schedule-templates";
    /** Forgets events that are too old to be delivered again, and old runs, their problems and closed gaps. */
    public static final String HOUSEKEEPING = "direct:schedule-housekeeping";

    private static final String GROUP = "schedule";

    private final Schedules schedules;
    private final ServiceJobs jobs;

    ServiceRoutes(Schedules schedules, ServiceJobs jobs) {
        this.schedules = schedules;
        this.jobs = jobs;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        schedule(NEW_APPROVALS, jobs.newApprovals(), "Looks for approvals that were started since the last look.");
        schedule(OPEN_APPROVALS, jobs.openApprovals(), "Looks for approvals that are not open any more.");
        schedule(LATE_COMMENTS, jobs.lateComments(), "Reads final approvals again, as far as the month allows.");
        schedule(PEOPLE, jobs.people(), "Reads all departments and people.");
        schedule(TEMPLATES, jobs.templates(), "Reads the list of templates.");

        from(HOUSEKEEPING)
                .routeId("schedule-housekeeping")
                .routeGroup(GROUP)
                .description("Forgets old events, runs and closed gaps.")
                .process(exchange -> jobs.housekeeping().run());
    }

    private void schedule(String endpoint, Job job, String description) {
        from(endpoint)
                .routeId(endpoint.substring("direct:".length()))
                .routeGroup(GROUP)
                .description(description)
                .process(schedules.starting(job));
    }
}
