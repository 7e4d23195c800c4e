package io.bactrian.service;

import java.util.List;
import java.util.stream.Stream;

/** Everything that {@link ServiceRoutes} can start. */
record ServiceJobs(
        Job newApprovals, Job openApprovals, Job lateComments, Job people, Job templates, Housekeeping housekeeping) {
    /** The commands whose runs tell of them. */
    List<String> commands() {
        return Stream.of(newApprovals, openApprovals, lateComments, people, templates)
                .map(Job::command)
                .toList();
    }
}
