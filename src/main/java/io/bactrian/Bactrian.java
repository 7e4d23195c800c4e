package io.bactrian;

import io.bactrian.cli.Cli;
import io.bactrian.cli.Interrupts;
import io.bactrian.cli.Surroundings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The entry: one command from its words to its exit code. */
public final class Bactrian {
    private Bactrian() {}

    public static void main(String[] args) {
        PrintWriter out = utf8(FileDescriptor.out);
        PrintWriter err = utf8(FileDescriptor.err);
        String format = System.getenv().getOrDefault(Surroundings.LOG_FORMAT, Surroundings.TEXT);
        if (!Surroundings.LOG_FORMATS.contains(format)) {
            // before anything is logged: without a format there is no log
            err.println(Surroundings.LOG_FORMAT + " is '" + format + "'; expected "
                    + String.join(" or ", Surroundings.LOG_FORMATS) + ".");
            System.exit(2);
        }
        Interrupts interrupts = Interrupts.ofThisProcess();
        Surroundings surroundings = new Surroundings(
                Path.of(System.getProperty("bactrian.home", "")).toAbsolutePath(),
                System.getenv(),
                Map.of(),
                Clock.systemUTC(),
                Integer.getInteger("bactrian.columns.out", 0),
                Integer.getInteger("bactrian.columns.err", 0),
                interrupts);
        int code = Cli.run(surroundings, out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Whatever the locale: names are Chinese and terminals are UTF-8. */
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
