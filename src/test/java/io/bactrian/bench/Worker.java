package io.bactrian.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One measurement in a JVM of its own; prints what it found as {@code name=value}. */
public final class Worker {
    private Worker() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Findings findings = (name, value) -> out.println(name + "=" + value);
        switch (args[0]) {
            case "drain" -> new DrainBench(args[1]).run(findings);
            case "job" -> JobBench.run(findings);
            case "heap" -> HeapBench.run(Integer.parseInt(args[1]), findings);
            case "latency" -> LatencyBench.run(LiveDatabase.of(args[1]), Boolean.parseBoolean(args[2]), findings);
            case "storm" -> StormBench.run(LiveDatabase.of(args[1]), Boolean.parseBoolean(args[2]), findings);
            case "recovery" -> RecoveryBench.run(LiveDatabase.of(args[1]), Boolean.parseBoolean(args[2]), findings);
            case "ready" -> ReadyBench.run(findings);
            case "edit" -> EditBench.run(findings);
            case "people" -> new PeopleBench(args[1], args[2]).run(findings);
            case "messages" -> MessagesBench.run(findings);
            case "start" -> StartBench.run(findings);
            case "launch" -> out.println(StartBench.launched(args));
            default -> throw new IllegalArgumentException("no measurement is called " + args[0]);
        }
        // pools of libraries may hold the JVM for a while
        System.exit(0);
    }

    /** Takes what was measured. */
    interface Findings {
        void add(String name, Object value);
    }
}
