package io.bactrian.cli;

import io.bactrian.connection.Address;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.Settings;
import io.bactrian.hawtio.HawtioConsole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The console beside the service. */
@Command(
        name = "hawtio",
        description = {
            "Starts the Hawtio console, connected to the service on this machine, until it is stopped.",
            "It shows the routes with their counts and diagrams, and stops and starts them. The browser asks for"
                    + " BACTRIAN_MANAGEMENT_USER and BACTRIAN_MANAGEMENT_PASSWORD; the console itself knows neither."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian hawtio                         then open http://127.0.0.1:8090/",
            "  ./bactrian hawtio --port 9000",
            "  ./bactrian hawtio --host 0.0.0.0          from other machines too; put a proxy with HTTPS before it"
        })
final class HawtioCommand implements Callable<Integer> {
    private static final int PORTS = 65_535;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where it listens; only this machine unless given.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The port; ${DEFAULT-VALUE} unless given.")
    private int port;

    HawtioCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (port < 1 || port > PORTS) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--port is a number from 1 to " + PORTS + ".");
        }
        Settings settings = surroundings.settings();
        Address service = Address.read(settings, "management.listen");
        Path war = war();
        Path scratch = Files.createTempDirectory("bactrian-hawtio");
        CountDownLatch stopped = new CountDownLatch(1);
        Interrupts.Registration stopping = surroundings.interrupts().onFirst(stopped::countDown);
        try (HawtioConsole console = HawtioConsole.start(war, scratch, new Address(host, port), reachable(service))) {
            spec.commandLine().getOut().println("Hawtio is at " + console.url() + ". Ctrl-C ends it.");
            if (settings.find("management.password").isEmpty()) {
                spec.commandLine()
                        .getOut()
                        .println("The service lets nobody in: set BACTRIAN_MANAGEMENT_PASSWORD, and start it again.");
            }
            spec.commandLine().getOut().flush();
            stopped.await();
        } finally {
            stopping.close();
        }
        return Cli.OK;
    }

    private Path war() {
        return Optional.of(System.getProperty("bactrian.hawtio", ""))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve("hawtio.war"))
                .filter(Files::isRegularFile)
                .orElseThrow(() -> new SettingException(
                        "Hawtio is not here: copy the folder target/hawtio of a build beside the launcher."));
    }

    /** A service that listens everywhere is found here. */
    private static Address reachable(Address service) {
        return "0.0.0.0".equals(service.host()) || "::".equals(service.host())
                ? new Address("127.0.0.1", service.port())
                : service;
    }
}
