package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.route.RouteReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the routes of the running service, and tries files without running them. */
@Command(
        name = "routes",
        description = "Shows the routes of the running service: file, state, and what passed through.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian routes                                      those of the files in routes/",
            "  ./bactrian routes --all                                and those that are built in",
            "  ./bactrian routes check                                tries all files, runs nothing",
            "  ./bactrian routes check routes/mine.camel.yaml         tries one, also one that is elsewhere",
            "",
            "The service (./bactrian run) takes a file when it is saved. Exit code 1: a file will not do."
        })
final class RoutesCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--all", description = "Built-in routes, too.")
    private boolean all;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    RoutesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RouteReport> told = report();
        if (told.isEmpty()) {
            out.println("No service runs in this installation. ./bactrian routes check tries the files.");
            return Cli.OK;
        }
        RouteReport report = told.get();
        if (json) {
            Json.print(report, out);
        } else {
            print(report, out);
        }
        return report.bad().isEmpty() ? Cli.OK : Cli.FAILED;
    }

    private Optional<RouteReport> report() {
        return RouteReport.read(RouteReport.path(surroundings.settings(), surroundings.home()), surroundings.clock());
    }

    private void print(RouteReport report, PrintWriter out) {
        TextTable table = new TextTable("ROUTE", "FILE", "BEGINS WITH", "STATE", "DONE", "FAILED", "IN HAND");
        report.routes().stream()
                .filter(route -> all || route.file() != null)
                .forEach(route -> table.row(
                        route.id(),
                        route.file() == null ? "(built in)" : route.file(),
                        route.input(),
                        route.state(),
                        route.done(),
                        route.failed(),
                        route.inHand()));
        table.print(out, surroundings.outColumns());
        report.bad()
                .forEach(file -> out.println("Not taken: " + file.sentence()
                        + (file.routes().isEmpty() ? "" : " (what it said before runs on)")));
    }

    /** Tries files. */
    @Command(name = "check", description = "Tries the files of routes beside each other, without running anything.")
    int check(
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "Only this one; all in routes/ otherwise.")
                    Path file,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Shows this help.")
                    boolean helpOfCheck) {
        PrintWriter out = spec.commandLine().getOut();
        if (file != null && !Files.exists(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file + ".");
        }
        if (file != null && Files.isDirectory(file)) {
            throw new ParameterException(
                    spec.commandLine(), file + " is a folder; give a file, or nothing for all in routes/.");
        }
        try (BactrianRuntime runtime = surroundings.check()) {
            List<String> problems = runtime.routes().check(Optional.ofNullable(file));
            if (problems.isEmpty()) {
                out.println(file == null ? "All files of routes are good." : file + " is good.");
                return Cli.OK;
            }
            problems.forEach(out::println);
            return Cli.FAILED;
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(), "The folder of routes cannot be read (" + e.getMessage() + ").");
        }
    }
}
