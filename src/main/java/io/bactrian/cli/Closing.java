package io.bactrian.cli;

import io.bactrian.BactrianRuntime;
import java.util.concurrent.TimeUnit;

/** Closes a runtime; after an interrupt only so patiently. */
final class Closing {
    private static final long PATIENCE_SECONDS = 2;
    private static final long AT_MOST_SECONDS = 6;
    private static final long SERVICE_AT_MOST_SECONDS = 27;

    private Closing() {}

    static void close(BactrianRuntime runtime, Interrupts interrupts) {
        if (!interrupts.isRaised()) {
            runtime.close();
            return;
        }
        if (runtime.template() != null) {
            runtime.template().getCamelContext().getShutdownStrategy().setTimeout(PATIENCE_SECONDS);
        }
        close(runtime, AT_MOST_SECONDS);
    }

    /** The service has promised to end in half a minute, whatever does not answer. */
    static void closeService(BactrianRuntime runtime) {
        close(runtime, SERVICE_AT_MOST_SECONDS);
    }

    private static void close(BactrianRuntime runtime, long seconds) {
        Thread closing = new Thread(runtime::close, "closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(TimeUnit.SECONDS.toMillis(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
