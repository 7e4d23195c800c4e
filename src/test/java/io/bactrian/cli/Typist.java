package io.bactrian.cli;

import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.StandIn;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** Types commands at an installation that reads a made-up company, and reads what they print. */
final class Typist implements AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final Instant now = Instant.now();
    final CompanySize size;
    final StandIn platform;
    final Map<String, String> environment = new HashMap<>();
    Interrupts interrupts = new Interrupts(() -> {}, Duration.ofSeconds(12));

    private final Path home;

    Typist(Path home) {
        this(home, 60);
    }

    Typist(Path home, int approvals) {
        this.home = home;
        size = CompanySize.small(now).withPeople(20).withApprovals(approvals);
        platform = StandIn.start(Company.of(size));
        environment.put("DINGTALK_CLIENT_ID", platform.clientId());
        environment.put("DINGTALK_CLIENT_SECRET", platform.clientSecret());
        environment.put("DINGTALK_API_BASE_URL", platform.url());
        environment.put("DINGTALK_OAPI_BASE_URL", platform.url());
        environment.put("DINGTALK_CALLS_PER_SECOND", "unlimited");
        environment.put("CALL_RETRY_DELAY", "10ms");
        environment.put("CALL_RETRIES", "1");
        environment.put("BACTRIAN_ROUTES", Path.of("routes").toAbsolutePath().toString());
    }

    /** The first day of the company's story. */
    String firstDay() {
        return LocalDate.ofInstant(size.from(), ZONE).toString();
    }

    /** The embedded database of the installation, where other commands may be, too. */
    String databaseUrl() {
        return "jdbc:h2:file:" + home.resolve("data/bactrian") + ";AUTO_SERVER=TRUE;MODE=MySQL;DATABASE_TO_LOWER=TRUE"
                + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE";
    }

    Typed type(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(home, environment, Map.of(), Clock.systemUTC(), 0, 0, interrupts);
        int code = Cli.run(surroundings, new PrintWriter(out), new PrintWriter(err), words);
        return new Typed(code, out.toString(), err.toString());
    }

    @Override
    public void close() {
        platform.close();
    }

    /** What came of a command. */
    record Typed(int code, String out, String err) {}
}
