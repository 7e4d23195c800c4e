package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands have: {@code --help}, {@code --connection}, and where they print. */
abstract class ConnectionCommand implements Callable<Integer> {
    final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--connection", paramLabel = "NAME", description = "Only this connection; all of them otherwise.")
    private String connection;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    ConnectionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    final String name() {
        return spec.name();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The one connection that was asked for. */
    final Optional<String> connectionName() {
        return Optional.ofNullable(connection);
    }

    /** The connections that are meant. */
    final List<Connection> connections(BactrianRuntime runtime) {
        return connection == null
                ? runtime.connections().all()
                : List.of(runtime.connections().get(connection));
    }

    /** Their names. */
    final List<String> connectionNames(BactrianRuntime runtime) {
        return connections(runtime).stream().map(Connection::name).toList();
    }

    /** The refusal of what was typed. */
    final ParameterException misuse(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
