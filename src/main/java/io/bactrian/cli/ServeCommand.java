package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import io.bactrian.connection.Connection;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** The service. */
@Command(
        name = "run",
        description = {
            "Keeps the database as the platform is, until it is stopped.",
            "Takes events as they happen, does by the clock what the files in routes/ say, and reads what is on the"
                    + " work list."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian run",
            "  DINGTALK_EVENTS=none ./bactrian run                  only by the clock",
            "  BACTRIAN_HTTP=0.0.0.0:8080 ./bactrian run            callbacks from outside",
            "",
            "SIGTERM or Ctrl-C ends it within 30 s, with 0: what is in hand is finished, the rest stays on the",
            "list. After a crash it goes on where it was. Other commands may run beside it; ./bactrian status",
            "shows how it is."
        })
final class ServeCommand extends ConnectionCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    ServeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws InterruptedException {
        Interrupts interrupts = surroundings.interrupts();
        CountDownLatch stopped = new CountDownLatch(1);
        BactrianRuntime runtime = surroundings.serve(connectionName());
        Interrupts.Registration stopping = interrupts.onFirst(() -> {
            runtime.stopSignal().raise();
            stopped.countDown();
        });
        try {
            say(
                    out(),
                    "Running for "
                            + String.join(
                                    ", ",
                                    runtime.connections().all().stream()
                                            .map(Connection::name)
                                            .toList())
                            + "; page at http://" + runtime.managementAddress() + "/, health at http://"
                            + runtime.managementAddress() + "/observe/health. Ctrl-C ends it.");
            stopped.await();
            say(err(), "Stopping: what is in hand is finished (Ctrl-C again: at once).");
            return Cli.OK;
        } finally {
            runtime.stopSignal().raise();
            Closing.closeService(runtime);
            stopping.close();
        }
    }

    private void say(PrintWriter to, String sentence) {
        if (surroundings.speaksByLog()) {
            LOG.info(sentence);
        } else {
            to.println(sentence);
            to.flush();
        }
    }
}
