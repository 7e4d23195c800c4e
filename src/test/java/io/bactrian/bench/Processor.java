package io.bactrian.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processor time of this process. */
final class Processor {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final long MILLIS_A_TICK = 10;

    private Processor() {}

    /** All of it. */
    static long millis() {
        return TimeUnit.NANOSECONDS.toMillis(SYSTEM.getProcessCpuTime());
    }

    /** What the JVM's compilers took of it; 0 where the system does not say. */
    static long compilerMillis() {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.mapToLong(Processor::ifCompiler).sum();
        } catch (IOException notLinux) {
            return 0;
        }
    }

    private static long ifCompiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            if (!stat.contains("CompilerThre)")) {
                return 0;
            }
            List<String> fields =
                    List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
            return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) * MILLIS_A_TICK;
        } catch (IOException ended) {
            return 0;
        }
    }
}
