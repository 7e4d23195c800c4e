package io.bactrian.cli;

import java.io.PrintWriter;

/** {@link Status} for people. */
final class StatusTables {
    private StatusTables() {}

    static void print(Status status, PrintWriter out, int width) {
        out.println("Database " + status.database());
        out.println();
        TextTable apps = new TextTable("CONNECTION", "PLATFORM", "APP", "TEMPLATES", "CHARGED IN " + status.month());
        status.connections()
                .forEach(app -> apps.row(
                        app.name(),
                        app.platform(),
                        app.clientId(),
                        app.templates().isEmpty() ? "all" : String.join(",", app.templates()),
                        charged(app)));
        apps.print(out, width);
        streams(status, out, width);
        badFiles(status, out, width);
        runs(status, out, width);
        out.println();
        TextTable work = new TextTable("WORK LIST", "DUE", "BEING READ", "FAILED");
        status.work().forEach(row -> work.row(row.connection(), row.due(), row.taken(), row.failed()));
        work.print(out, width);
        calls(status, out, width);
        failures(status, out, width);
    }

    private static String charged(Status.App app) {
        return app.monthlyCalls() == null
                ? app.charged() + " (no limit)"
                : app.charged() + " of " + app.monthlyCalls() + " (" + app.liveReserve() + " kept for live work)";
    }

    private static void streams(Status status, PrintWriter out, int width) {
        if (!status.streams().isEmpty()) {
            out.println();
            TextTable table = new TextTable("STREAM", "STATE", "SINCE", "LAST EVENT", "WHY");
            status.streams()
                    .forEach(row ->
                            table.row(row.connection(), row.state(), row.since(), row.lastEvent(), row.problem()));
            table.print(out, width);
        }
        if (!status.gaps().isEmpty()) {
            out.println();
            TextTable table = new TextTable("OPEN GAP", "BEGAN", "ENDED", "WHY");
            status.gaps().forEach(gap -> table.row(gap.connection(), gap.began(), gap.ended(), gap.reason()));
            table.print(out, width);
        }
    }

    private static void badFiles(Status status, PrintWriter out, int width) {
        if (!status.routes().isEmpty()) {
            out.println();
            TextTable table = new TextTable("FILE NOT TAKEN", "LINE", "SINCE", "WHY");
            status.routes().forEach(file -> table.row(file.file(), file.line(), file.since(), file.reason()));
            table.print(out, width);
        }
    }

    private static void runs(Status status, PrintWriter out, int width) {
        out.println();
        if (status.runs().isEmpty()) {
            out.println("No run yet. Begin with: ./bactrian sync-users");
            return;
        }
        TextTable table = new TextTable(
                "RUN", "STARTED", "COMMAND", "STATE", "READ", "NEW", "CHANGED", "UNCHANGED", "FAILED", "CALLS", "TOOK");
        status.runs()
                .forEach(run -> table.row(
                        run.connection(),
                        run.started(),
                        (run.command() + " " + run.arguments()).strip(),
                        run.state(),
                        run.read(),
                        run.created(),
                        run.changed(),
                        run.unchanged(),
                        run.failed(),
                        run.calls(),
                        run.took()));
        table.print(out, width);
        status.runs().stream()
                .filter(run -> run.message() != null)
                .forEach(run -> out.println(run.started() + " " + run.command() + ": " + run.message()));
    }

    private static void calls(Status status, PrintWriter out, int width) {
        if (!status.calls().isEmpty()) {
            out.println();
            TextTable table = new TextTable("CALLS OF " + status.month(), "INTERFACE", "CALLS", "CHARGED", "REFUSED");
            status.calls()
                    .forEach(row -> table.row(row.connection(), row.api(), row.calls(), row.charged(), row.refused()));
            table.print(out, width);
        }
    }

    private static void failures(Status status, PrintWriter out, int width) {
        if (!status.failed().isEmpty()) {
            out.println();
            TextTable table = new TextTable("FAILED", "APPROVAL", "WHY");
            status.failed().forEach(row -> table.row(row.connection(), row.id(), row.error()));
            table.print(out, width);
            out.println("./bactrian failed shows all; ./bactrian replay --all repeats them.");
        }
    }
}
