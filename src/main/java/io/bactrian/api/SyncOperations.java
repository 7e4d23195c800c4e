package io.bactrian.api;

import io.bactrian.connection.Connection;
import io.bactrian.run.Run;
import io.bactrian.service.ManualRuns;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings people up to date now. Departments and people are one run, because a platform lists people by department and who
 * is gone is known when both were read; so all three words start the same run, and only one of it goes on at a time.
 */
final class SyncOperations {
    static final int DEPARTMENTS_FAILED = 2001;
    static final int USERS_FAILED = 2002;
    static final int ALL_FAILED = 2003;

    private final ManualRuns runs;
    private final Duration patience;

    /** For {@code patience} whoever asks waits for the end. */
    SyncOperations(ManualRuns runs, Duration patience) {
        this.runs = runs;
        this.patience = patience;
    }

    List<Operation> all() {
        return List.of(
                Operation.act(
                        "api-sync-departments",
                        "Reads all departments, and their people with them.",
                        Right.SYNC_DEPARTMENT,
                        List.of(),
                        ask -> people(ask, DEPARTMENTS_FAILED)),
                Operation.act(
                        "api-sync-users",
                        "Reads all departments and people.",
                        Right.SYNC_USER,
                        List.of(),
                        ask -> people(ask, USERS_FAILED)),
                Operation.act(
                        "api-sync-all",
                        "Reads all departments and people, and the list of templates.",
                        Right.SYNC_ALL,
                        List.of(),
                        ask -> {
                            runs.templates(ask.connection(), asked(ask));
                            return people(ask, ALL_FAILED);
                        }));
    }

    private static String asked(Ask ask) {
        return "asked by " + ask.caller().name();
    }

    private Reply people(Ask ask, int failure) {
        Connection connection = ask.connection();
        Optional<ManualRuns.Asked> asked = runs.people(connection, asked(ask));
        if (asked.isEmpty()) {
            throw new Refusal(503, "It could not be started now; try again a little later.");
        }
        long id = asked.get().runId();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run_id", id);
        data.put("state", "running");
        if (!asked.get().isNew()) {
            return Reply.accepted("Run " + id + " was going on already; GET runs/" + id + " shows how it goes.", data);
        }
        try {
            ManualRuns.Ended ended = asked.get().end().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return ended(ended, data, failure);
        } catch (TimeoutException e) {
            return Reply.accepted("Run " + id + " goes on; GET runs/" + id + " shows how it goes.", data);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "The service is being stopped.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Run " + id + " failed in a way that nobody expected", e.getCause());
        }
    }

    private static Reply ended(ManualRuns.Ended ended, Map<String, Object> data, int failure) {
        Run.Counts counts = ended.counts();
        data.put("state", ended.state());
        data.put("read", counts.read());
        data.put("new", counts.created());
        data.put("changed", counts.changed());
        data.put("unchanged", counts.unchanged());
        data.put("failed", counts.failed());
        return ended.hasSucceeded()
                ? Reply.ok(data)
                : Reply.failed(
                        failure,
                        ended.message() == null
                                ? "The run is " + ended.state() + "; GET runs/" + data.get("run_id") + " says why."
                                : ended.message(),
                        data);
    }
}
