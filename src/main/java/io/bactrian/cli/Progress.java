package io.bactrian.cli;

import java.io.PrintWriter;

/** Shows how far a run is. */
interface Progress extends AutoCloseable {
    /** {@code total} 0 means that nobody knows. */
    void show(long done, long total);

    @Override
    void close();

    /** A bar on a terminal that is {@code columns} wide, lines where there is none (0). */
    static Progress of(String title, PrintWriter err, int columns) {
        return columns > 0 ? new BarProgress(title, err, columns) : new LineProgress(title, err, System::nanoTime);
    }
}
