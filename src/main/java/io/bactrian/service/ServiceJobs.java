package io.bactrian.service;

/** Everything that {@link ServiceRoutes} can start. */
record ServiceJobs(
        Job newApprovals, Job openApprovals, Job lateComments, Job people, Job templates, Housekeeping housekeeping) {}
