package io.bactrian.bench;

import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.EventStream;
import io.bactrian.demo.Meter;
import io.bactrian.demo.StandIn;
import io.bactrian.demo.StreamedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A company that tells over its stream what happens, in a process of its own; times are of the clock that both share. */
final class StreamProcess implements AutoCloseable {
    private static final int PEOPLE = 40;

    private final Child child;
    private final String[] access;

    private StreamProcess(Child child) {
        this.child = child;
        this.access = child.ask("access").split(" ");
    }

    /** A company without approvals. */
    static StreamProcess start() throws IOException {
        return new StreamProcess(Child.start(StreamProcess.class, "512m"));
    }

    /** From now on its interfaces allow so many calls a second; at first any number. */
    void limit(int callsPerSecond) {
        child.ask("limit " + callsPerSecond);
    }

    /** Settings that send a service there. */
    Map<String, String> environment(String callsPerSecond) {
        return Map.of(
                "DINGTALK_CLIENT_ID", access[0],
                "DINGTALK_CLIENT_SECRET", access[1],
                "DINGTALK_API_BASE_URL", access[2],
                "DINGTALK_OAPI_BASE_URL", access[2],
                "BACTRIAN_TRUST_STORE", access[3],
                "BACTRIAN_TRUST_STORE_PASSWORD", access[4],
                "DINGTALK_CALLS_PER_SECOND", callsPerSecond,
                "DINGTALK_MONTHLY_CALLS", "unlimited");
    }

    /** Starts approvals evenly, or all at once for 0; each has one approver: two events each; gives their ids. */
    List<String> begin(int approvals, int perSecond) {
        return List.of(child.ask("begin " + perSecond + " " + approvals).split(","));
    }

    /** Revokes approvals evenly, one event each; gives when each event was pushed, and returns after the last. */
    Map<String, Instant> revoke(List<String> ids, int perSecond) {
        return pushes(child.ask("revoke " + perSecond + " " + String.join(",", ids)));
    }

    /** The approver of each agrees, as fast as it can: two events each; gives when the last of them was pushed. */
    Map<String, Instant> agree(List<String> ids) {
        return pushes(child.ask("agree " + String.join(",", ids)));
    }

    private static Map<String, Instant> pushes(String line) {
        return Stream.of(line.split(","))
                .map(entry -> entry.split("="))
                .collect(Collectors.toMap(entry -> entry[0], entry -> Instant.parse(entry[1])));
    }

    /** What became of the events since it was last asked for; waits until each one has its answer. */
    Answers answers() {
        String[] parts = child.ask("answers").split(" ");
        return new Answers(
                Long.parseLong(parts[0]),
                Spread.of(Stream.of(parts[1].split(","))
                        .map(Long::valueOf)
                        .map(Duration::ofNanos)
                        .toList()));
    }

    /** The details that were asked for since the answers were last asked for. */
    Details details() {
        String[] parts = child.ask("details").split(" ");
        return new Details(
                Long.parseLong(parts[0]), Long.parseLong(parts[1]), Instant.parse(parts[2]), Instant.parse(parts[3]));
    }

    @Override
    public void close() {
        child.close();
    }

    /** @param others answers that were not SUCCESS, and events that were lost */
    record Answers(long others, Spread times) {}

    /** @param refused those that came too fast, which are among the calls */
    record Details(long calls, long refused, Instant first, Instant last) {}

    /** The other side: answers a line for a line, until its input ends. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Company company =
                Company.of(CompanySize.small(Instant.now()).withApprovals(0).withPeople(PEOPLE));
        try (StandIn standIn = StandIn.start(company);
                EventStream stream = standIn.openStream();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            OtherSide other = new OtherSide(standIn, stream);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(other.answer(line.split(" ")));
            }
        }
    }

    private record OtherSide(StandIn standIn, EventStream stream) {
        String answer(String[] asked) {
            return switch (asked[0]) {
                case "access" ->
                    String.join(
                            " ",
                            standIn.clientId(),
                            standIn.clientSecret(),
                            standIn.url(),
                            stream.trustStore().toString(),
                            stream.trustStorePassword());
                case "limit" -> limited(Integer.parseInt(asked[1]));
                case "begin" -> begun(Integer.parseInt(asked[1]), Integer.parseInt(asked[2]));
                case "revoke" -> revoked(Integer.parseInt(asked[1]), List.of(asked[2].split(",")));
                case "agree" -> agreed(List.of(asked[1].split(",")));
                case "answers" -> answers();
                default -> details(standIn.meter());
            };
        }

        private String limited(int callsPerSecond) {
            standIn.faults().callsPerSecond(callsPerSecond);
            return "";
        }

        private String begun(int perSecond, int number) {
            Company company = standIn.company();
            String code = company.templates().get(0).processCode();
            List<String> ids = new ArrayList<>();
            evenly(perSecond, number, i -> ids.add(company.start(code, person(i), List.of(person(i + 1)))));
            return String.join(",", ids);
        }

        private String person(int i) {
            return standIn.company().members().get(i % PEOPLE).userid();
        }

        private String revoked(int perSecond, List<String> ids) {
            evenly(perSecond, ids.size(), i -> standIn.company().finish(ids.get(i), ""));
            return pushes("terminate", ids);
        }

        private static void evenly(int perSecond, int times, IntConsumer what) {
            long first = System.nanoTime();
            for (int i = 0; i < times; i++) {
                long at = perSecond == 0 ? first : first + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long rest = at - System.nanoTime(); rest > 0; rest = at - System.nanoTime()) {
                    LockSupport.parkNanos(rest);
                }
                what.accept(i);
            }
        }

        private String agreed(List<String> ids) {
            ids.forEach(id -> standIn.company().agree(id, ""));
            return pushes("finish", ids);
        }

        private String pushes(String kind, List<String> ids) {
            await(() -> stream.meter().events().stream()
                    .noneMatch(event -> event.pushes().isEmpty()));
            return stream.meter().events().stream()
                    .filter(event -> event.event().kind().equals(kind))
                    .filter(event -> event.event().type().equals("bpms_instance_change"))
                    .filter(event -> ids.contains(event.event().approvalId()))
                    .map(event -> event.event().approvalId() + "="
                            + event.pushes().get(0).at())
                    .collect(Collectors.joining(","));
        }

        private static String details(Meter meter) {
            return meter.calls(StandInProcess.DETAIL) + " " + meter.refused(Meter.Refused.PACE) + " "
                    + meter.first(StandInProcess.DETAIL).orElse(Instant.EPOCH) + " "
                    + meter.last(StandInProcess.DETAIL).orElse(Instant.EPOCH);
        }

        private String answers() {
            await(() -> stream.meter().events(StreamedEvent.Outcome.WAITING) == 0);
            long others = stream.meter().lost()
                    + stream.meter().answers().entrySet().stream()
                            .filter(answer -> !answer.getKey().equals("SUCCESS"))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            String times = stream.meter().answerTimes().stream()
                    .map(time -> String.valueOf(time.toNanos()))
                    .collect(Collectors.joining(","));
            stream.meter().reset();
            standIn.meter().reset();
            return others + " " + times;
        }

        private static void await(BooleanSupplier until) {
            while (!until.getAsBoolean()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }
}
