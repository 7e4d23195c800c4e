package io.bactrian.cli;

import io.bactrian.demo.Company;
import io.bactrian.demo.CompanyLife;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.EventStream;
import io.bactrian.demo.StandIn;
import io.bactrian.demo.wecom.OaLife;
import io.bactrian.demo.wecom.WeComStandIn;
import io.bactrian.route.GoodTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole job on two made-up companies. */
@Command(
        name = "demo",
        description = {
            "Shows the whole job on two made-up companies, one on DingTalk and one on WeCom.",
            "People, templates and approvals go from stand-ins for the platforms into one embedded database.",
            "Then the service runs while the companies go on: a line for each approval that changes, until",
            "Ctrl-C.",
            "Needs no key and no database, and calls nobody outside."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bactrian demo",
            "  ./bactrian demo --once                ends before the service",
            "  ./bactrian demo --people 500 --approvals 2000",
            "  ./bactrian demo --dir /tmp/demo       keeps its database there",
            "",
            "Each time it begins with an empty database of its own; yours is not touched."
        })
final class DemoCommand extends ConnectionCommand {
    private static final String DINGTALK = "connection.dingtalk.";
    private static final String WECOM = "connection.wecom.";
    private static final Duration LATENCY = Duration.ofMillis(5);
    private static final int FEWEST_PEOPLE = 12;
    private static final int PEOPLE_IN_A_DEPARTMENT = 12;
    private static final int FEWEST_DEPARTMENTS = 10;
    private static final List<String> FILES = List.of("bactrian.mv.db", "bactrian.trace.db", "bactrian.lock.db");
    private static final String ROUTES = "demo-routes.camel.yaml";
    private static final String ROBOT = "demo-robot";
    private static final String ROBOT_SECRET = "SECdemo";
    private static final String CALLBACK = "/callback/wecom/wecom";
    private static final String CALLBACK_TOKEN = "demoToken01";
    private static final String CALLBACK_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    /** How often something happens in the companies while the service runs, and what. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Duration OTHER_HEARTBEAT = Duration.ofSeconds(3);

    private static final long SEED = 20;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "40",
            description = "How many people in each company; 40 unless given.")
    private int people;

    @Option(
            names = "--approvals",
            paramLabel = "N",
            defaultValue = "120",
            description = "How many approvals on DingTalk, and a quarter of that on WeCom; 120 unless given.")
    private int approvals;

    @Option(names = "--dir", paramLabel = "DIR", description = "Where its database goes; data/demo unless given.")
    private Path dir;

    @Option(names = "--once", description = "Ends after the tables, without the service.")
    private boolean once;

    DemoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        if (people < FEWEST_PEOPLE || approvals < 0) {
            throw misuse("A made-up company has " + FEWEST_PEOPLE + " people or more, and 0 approvals or more.");
        }
        Path home = freshHome();
        Clock clock = surroundings.clock();
        CompanySize size = size(clock, people, approvals);
        CompanySize other = size(clock, people, 0).withSeed(SEED);
        try (StandIn dingtalk = StandIn.start(Company.of(size, clock), 0, clock);
                WeComStandIn wecom = WeComStandIn.start(Company.of(other, clock), 0, clock)) {
            dingtalk.faults().latency(LATENCY);
            wecom.faults().latency(LATENCY);
            wecom.approvals().generate(approvals / 4, size.from(), size.to().minus(Duration.ofDays(1)));
            Surroundings demo = surroundings.elsewhere(home, settings(dingtalk, wecom, home));
            out().println("Both companies, their people and approvals are made up; nobody outside is called.");
            String first = LocalDate.ofInstant(size.from(), ZONE).toString();
            for (String[] words : List.of(
                    new String[] {"sync-users"}, new String[] {"history", first}, new String[] {"list-codes"})) {
                int code = run(demo, words);
                if (code != Cli.OK) {
                    return code;
                }
            }
            new DemoReport(demo, home, out()).print();
            return once ? Cli.OK : live(dingtalk, wecom, demo);
        }
    }

    private static CompanySize size(Clock clock, int people, int approvals) {
        return CompanySize.small(clock.instant())
                .withPeople(people)
                .withDepartments(Math.max(FEWEST_DEPARTMENTS, people / PEOPLE_IN_A_DEPARTMENT))
                .withApprovals(approvals);
    }

    /** The companies go on, and the service follows them. */
    private int live(StandIn dingtalk, WeComStandIn wecom, Surroundings demo) throws IOException {
        try (InputStream routes = DemoCommand.class.getResourceAsStream("/" + ROUTES)) {
            Files.copy(routes, demo.home().resolve(ROUTES), StandardCopyOption.REPLACE_EXISTING);
        }
        EventStream stream = dingtalk.openStream();
        List<String> free = freeAddresses();
        String http = free.get(0);
        Map<String, String> settings = new HashMap<>(demo.overrides());
        DemoApi api = DemoApi.in(demo.home());
        api.addTo(settings);
        settings.put(DINGTALK + "agent-id", String.valueOf(dingtalk.agentId()));
        settings.put(WECOM + "agent-id", String.valueOf(WeComStandIn.AGENT_ID));
        dingtalk.robots().add(ROBOT, ROBOT_SECRET);
        settings.put("channel.dingtalk.url", dingtalk.url() + "/robot/send?access_token=" + ROBOT);
        settings.put("channel.dingtalk.secret", ROBOT_SECRET);
        settings.put("tls.trust-store", stream.trustStore().toString());
        settings.put("tls.trust-store-password", stream.trustStorePassword());
        settings.put(WECOM + "events", "callback");
        settings.put(WECOM + "callback-token", CALLBACK_TOKEN);
        settings.put(WECOM + "callback-aes-key", CALLBACK_KEY);
        settings.put("http.listen", http);
        settings.put("management.listen", free.get(1));
        String address = "http://" + http + CALLBACK;
        api.tell(out(), http);
        CompanyLife one = CompanyLife.start(dingtalk.company(), HEARTBEAT, SEED);
        try {
            OaLife other = OaLife.start(wecom, OTHER_HEARTBEAT, SEED, address, CALLBACK_TOKEN, CALLBACK_KEY);
            try {
                return run(demo.elsewhere(demo.home(), settings), "run");
            } finally {
                other.close();
            }
        } finally {
            one.close();
        }
    }

    /** Two that nobody has; both are held while they are looked for, so that they are not the same. */
    private static List<String> freeAddresses() {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket other = new ServerSocket(0)) {
            return List.of("127.0.0.1:" + one.getLocalPort(), "127.0.0.1:" + other.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(Surroundings demo, String... words) {
        out().println();
        out().println("$ " + Cli.NAME + " " + String.join(" ", words));
        out().flush();
        return Cli.run(demo, out(), err(), words);
    }

    private static Map<String, String> settings(StandIn dingtalk, WeComStandIn wecom, Path home) {
        Map<String, String> settings = new HashMap<>();
        settings.put(DINGTALK + "client-id", dingtalk.clientId());
        settings.put(DINGTALK + "client-secret", dingtalk.clientSecret());
        settings.put(DINGTALK + "api-base-url", dingtalk.url());
        settings.put(DINGTALK + "oapi-base-url", dingtalk.url());
        settings.put(DINGTALK + "calls-per-second", "60");
        settings.put(DINGTALK + "monthly-calls", "unlimited");
        settings.put(WECOM + "corp-id", wecom.corpId());
        settings.put(WECOM + "secret", wecom.secret());
        settings.put(WECOM + "api-base-url", wecom.url());
        settings.put(WECOM + "calls-per-second", "unlimited");
        settings.put("db.folder", home.toString());
        settings.put("time.zone", ZONE.getId());
        // an operator's own steps must not tell real people of made-up approvals
        settings.put("bactrian.routes", home.toString());
        return settings;
    }

    /** A folder without a database in it, and without what an earlier demo left. */
    private Path freshHome() throws IOException {
        Path home = dir == null ? standardHome() : dir.toAbsolutePath().normalize();
        Files.createDirectories(home);
        for (String file : FILES) {
            Files.deleteIfExists(home.resolve(file));
        }
        Files.deleteIfExists(home.resolve(ROUTES));
        DemoApi.forget(home);
        new GoodTexts(home, home).forgetOthers(Set.of());
        return home;
    }

    /** In the installation, or where it belongs to somebody else among the temporary files. */
    private Path standardHome() throws IOException {
        Path home = surroundings.home().resolve("data").resolve("demo");
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            return Files.createTempDirectory("bactrian-demo-");
        }
        return Files.isWritable(home) ? home : Files.createTempDirectory("bactrian-demo-");
    }
}
