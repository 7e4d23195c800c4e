package io.bactrian.api;

import io.bactrian.run.Run;
import io.bactrian.run.RunLedger;
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

    private static final Shape STARTED = started("Started");
    private static final Shape ALL_STARTED = started("AllStarted").number("templates_run_id");

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
                        STARTED,
                        ask -> people(ask, DEPARTMENTS_FAILED)),
                Operation.act(
                        "api-sync-users",
                        "Reads all departments and people.",
                        Right.SYNC_USER,
                        List.of(),
                        STARTED,
                        ask -> people(ask, USERS_FAILED)),
                Operation.act(
                        "api-sync-all",
                        "Reads all departments and people, and the list of templates.",
                        Right.SYNC_ALL,
                        List.of(),
                        ALL_STARTED,
                        this::everything));
    }

    /** Counts are told of a run that has ended. */
    private static Shape started(String name) {
        return Shape.of(name)
                .number("run_id")
                .text("state")
                .numberAtTimes("read")
                .numberAtTimes("new")
                .numberAtTimes("changed")
                .numberAtTimes("unchanged")
                .numberAtTimes("failed");
    }

    private static String asked(Ask ask) {
        return "asked by " + ask.caller().name();
    }

    private Reply people(Ask ask, int failure) {
        ManualRuns.Asked asked = started(runs.people(ask.connection(), asked(ask)));
        Map<String, Object> data = data(asked);
        if (!asked.isNew()) {
            return Reply.accepted(
                    "Run " + asked.runId() + " was going on already; GET runs/" + asked.runId() + " shows how it goes.",
                    data);
        }
        return within(asked, patience).map(ended -> ended(ended, data, failure)).orElseGet(() -> goesOn(asked, data));
    }

    /** Two runs side by side; it is well only when both are. */
    private Reply everything(Ask ask) {
        ManualRuns.Asked templates = started(runs.templates(ask.connection(), asked(ask)));
        ManualRuns.Asked people = started(runs.people(ask.connection(), asked(ask)));
        Map<String, Object> data = data(people);
        data.put("templates_run_id", templates.runId());
        long begun = System.nanoTime();
        Optional<ManualRuns.Ended> ofPeople = within(people, patience);
        Optional<ManualRuns.Ended> ofTemplates = within(templates, patience.minusNanos(System.nanoTime() - begun));
        Reply reply = ofPeople.map(ended -> ended(ended, data, ALL_FAILED)).orElseGet(() -> goesOn(people, data));
        if (ofPeople.filter(ended -> !ended.hasSucceeded()).isPresent()) {
            return reply;
        }
        return ofTemplates
                .map(ended -> ended.hasSucceeded()
                        ? reply
                        : Reply.failed(ALL_FAILED, "The templates: " + why(ended, templates.runId()), data))
                .orElseGet(() -> ofPeople.isPresent() ? goesOn(templates, data) : reply);
    }

    private static ManualRuns.Asked started(Optional<ManualRuns.Asked> asked) {
        return asked.orElseThrow(() -> new Refusal(503, "It could not be started now; try again a little later."));
    }

    private static Map<String, Object> data(ManualRuns.Asked asked) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("run_id", asked.runId());
        data.put("state", RunLedger.RUNNING);
        return data;
    }

    private static Reply goesOn(ManualRuns.Asked asked, Map<String, Object> data) {
        return Reply.accepted(
                "Run " + asked.runId() + " goes on; GET runs/" + asked.runId() + " shows how it goes.", data);
    }

    /** How it ended; empty when it goes on, or somebody else has started it. */
    private static Optional<ManualRuns.Ended> within(ManualRuns.Asked asked, Duration patience) {
        if (!asked.isNew()) {
            return Optional.empty();
        }
        try {
            return Optional.of(asked.end().get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(503, "The service is being stopped.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Run " + asked.runId() + " failed in a way that nobody expected", e.getCause());
        }
    }

    private static String why(ManualRuns.Ended ended, Object runId) {
        return ended.message() == null
                ? "The run is " + ended.state() + "; GET runs/" + runId + " says why."
                : ended.message();
    }

    private static Reply ended(ManualRuns.Ended ended, Map<String, Object> data, int failure) {
        Run.Counts counts = ended.counts();
        data.put("state", ended.state());
        data.put("read", counts.read());
        data.put("new", counts.created());
        data.put("changed", counts.changed());
        data.put("unchanged", counts.unchanged());
        data.put("failed", counts.failed());
        return ended.hasSucceeded() ? Reply.ok(data) : Reply.failed(failure, why(ended, data.get("run_id")), data);
    }
}
