package io.bactrian.bench;

import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Meter;
import io.bactrian.demo.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The stand-in in a process of its own, so that neither its memory nor its processor time counts as ours. */
final class StandInProcess implements AutoCloseable {
    static final String DETAIL = "GET /v1.0/workflow/processInstances";
    static final String LIST = "POST /v1.0/workflow/processes/instanceIds/query";
    private static final String TOKEN = "POST /v1.0/oauth2/accessToken";

    private final Child child;
    private final String url;

    private StandInProcess(Child child) throws IOException {
        this.child = child;
        this.url = child.line();
    }

    /** A stand-in over a company of that size that answers as fast as it can. */
    static StandInProcess start(CompanySize size) throws IOException {
        return start(size, Duration.ZERO, 0, false);
    }

    /** The same with all details made beforehand, so that they cost next to no processor time later. */
    static StandInProcess replaying(CompanySize size) throws IOException {
        return start(size, Duration.ZERO, 0, true);
    }

    /** A stand-in with that latency and limit over a company of that size. */
    static StandInProcess start(CompanySize size, Duration latency, int callsPerSecond) throws IOException {
        return start(size, latency, callsPerSecond, false);
    }

    private static StandInProcess start(CompanySize size, Duration latency, int callsPerSecond, boolean replaying)
            throws IOException {
        return new StandInProcess(Child.start(
                StandInProcess.class,
                "512m",
                size.templates(),
                size.approvals(),
                size.from().toEpochMilli(),
                size.to().toEpochMilli(),
                latency.toMillis(),
                callsPerSecond,
                replaying));
    }

    /** Settings that send a runtime there. */
    Map<String, String> environment(String callsPerSecond) {
        return Map.of(
                "DINGTALK_CLIENT_ID",
                child.ask("id"),
                "DINGTALK_CLIENT_SECRET",
                child.ask("secret"),
                "DINGTALK_API_BASE_URL",
                url,
                "DINGTALK_OAPI_BASE_URL",
                url,
                "DINGTALK_CALLS_PER_SECOND",
                callsPerSecond,
                "DINGTALK_MONTHLY_CALLS",
                "unlimited");
    }

    /** Codes of the templates, comma-separated. */
    String codes() {
        return child.ask("codes");
    }

    /** What was counted since the last time it was asked. */
    Counted counted() {
        return Counted.of(child.ask("counted"));
    }

    @Override
    public void close() {
        child.close();
    }

    /**
     * What the platform saw, by its own clock.
     *
     * @param calls all of them, the ones for tokens and people included
     * @param refused calls that came too fast
     * @param busiestSecond most details asked for within any one second
     * @param cpuMillis processor time of the stand-in since it was started
     */
    record Counted(
            long calls,
            long lists,
            long details,
            long tokens,
            long refused,
            long busiestSecond,
            Instant firstDetail,
            Instant lastDetail,
            Instant firstToken,
            long cpuMillis) {

        private static Counted of(String line) {
            String[] n = line.split(" ");
            return new Counted(
                    Long.parseLong(n[0]),
                    Long.parseLong(n[1]),
                    Long.parseLong(n[2]),
                    Long.parseLong(n[3]),
                    Long.parseLong(n[4]),
                    Long.parseLong(n[5]),
                    Instant.parse(n[6]),
                    Instant.parse(n[7]),
                    Instant.parse(n[8]),
                    Long.parseLong(n[9]));
        }

        private static String line(Meter meter) {
            return meter.calls() + " " + meter.calls(LIST) + " " + meter.calls(DETAIL) + " " + meter.calls(TOKEN) + " "
                    + meter.refused(Meter.Refused.PACE) + " " + meter.busiestSecond(DETAIL) + " "
                    + meter.first(DETAIL).orElse(Instant.EPOCH) + " "
                    + meter.last(DETAIL).orElse(Instant.EPOCH) + " "
                    + meter.first(TOKEN).orElse(Instant.EPOCH) + " " + Processor.millis();
        }
    }

    /** The other side: serves until its input ends, and answers a line for a line. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CompanySize size = CompanySize.small(
                        Instant.ofEpochMilli(number(args, 2)), Instant.ofEpochMilli(number(args, 3)))
                .withTemplates((int) number(args, 0))
                .withApprovals((int) number(args, 1));
        try (StandIn standIn = StandIn.start(Company.of(size));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            standIn.faults().latency(Duration.ofMillis(number(args, 4))).callsPerSecond((int) number(args, 5));
            Replay replay = Boolean.parseBoolean(args[6]) ? Replay.of(standIn) : null;
            standIn.meter().reset();
            out.println(replay == null ? standIn.url() : replay.url());
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(standIn, line));
            }
        }
    }

    private static long number(String[] args, int i) {
        return Long.parseLong(args[i]);
    }

    private static String answer(StandIn standIn, String line) {
        switch (line) {
            case "id":
                return standIn.clientId();
            case "secret":
                return standIn.clientSecret();
            case "codes":
                return String.join(
                        ",",
                        standIn.company().templates().stream()
                                .map(template -> template.processCode())
                                .toList());
            default:
                String counted = Counted.line(standIn.meter());
                standIn.meter().reset();
                return counted;
        }
    }
}
