package io.bactrian.service;

import io.bactrian.event.EventLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that {@link ServiceRoutes} can start. */
record ServiceJobs(
        Job newApprovals,
        Job openApprovals,
        Job lateComments,
        Job people,
        Job templates,
        EventLedger events,
        Duration keepEvents,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceJobs.class);

    List<String> commands() {
        return Stream.of(newApprovals, openApprovals, lateComments, people, templates)
                .map(Job::command)
                .toList();
    }

    void forgetOldEvents() {
        int forgotten = events.forget(clock.millis() - keepEvents.toMillis());
        LOG.debug("{} events were forgotten", forgotten);
    }
}
