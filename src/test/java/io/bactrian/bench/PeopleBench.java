package io.bactrian.bench;

import io.bactrian.demo.Company;
import io.bactrian.demo.CompanySize;
import io.bactrian.demo.Department;
import io.bactrian.demo.Meter;
import io.bactrian.demo.StandIn;
import io.bactrian.demo.wecom.WeComStandIn;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code sync-users} of a company of 14,000 people in 1,000 departments, into empty tables and once more, without pace;
 * the stand-in is in the same JVM. The calls are held against the fewest with which the platforms tell everybody.
 */
final class PeopleBench {
    /** With which secrets whose people are read. */
    static final List<String> WAYS = List.of("wecom-app", "wecom-contacts", "wecom-both", "dingtalk");

    private static final int PEOPLE = 14_000;
    private static final int DEPARTMENTS = 1_000;
    private static final int WARM_UP = 1_000;
    private static final int LARGEST_ID_PAGE = 10_000;
    private static final int LARGEST_MEMBER_PAGE = 100;

    private final String way;
    /** {@code h2}, or the port of a MariaDB. */
    private final String server;

    PeopleBench(String way, String server) {
        this.way = way;
        this.server = server;
    }

    void run(Worker.Findings findings) throws Exception {
        measure(company(WARM_UP, DEPARTMENTS / 10), (name, value) -> {});
        measure(company(PEOPLE, DEPARTMENTS), findings);
    }

    /** The root department counts as one. */
    private static Company company(int people, int departments) {
        return Company.of(CompanySize.small(Instant.now())
                .withApprovals(0)
                .withPeople(people)
                .withDepartments(departments - 1));
    }

    private void measure(Company company, Worker.Findings findings) throws Exception {
        if (way.equals("dingtalk")) {
            try (StandIn standIn = StandIn.start(company)) {
                Map<String, String> environment = Map.of(
                        "DINGTALK_CLIENT_ID", standIn.clientId(),
                        "DINGTALK_CLIENT_SECRET", standIn.clientSecret(),
                        "DINGTALK_API_BASE_URL", standIn.url(),
                        "DINGTALK_OAPI_BASE_URL", standIn.url(),
                        "DINGTALK_CALLS_PER_SECOND", "unlimited",
                        "DINGTALK_MONTHLY_CALLS", "unlimited");
                measure(company, environment, standIn.meter(), findings);
            }
        } else {
            try (WeComStandIn standIn = WeComStandIn.start(company)) {
                measure(company, environment(standIn), standIn.meter(), findings);
            }
        }
    }

    private Map<String, String> environment(WeComStandIn standIn) {
        return Map.of(
                "WECOM_CORP_ID",
                standIn.corpId(),
                "WECOM_SECRET",
                way.equals("wecom-contacts") ? "" : standIn.secret(),
                "WECOM_CONTACT_SECRET",
                way.equals("wecom-app") ? "" : standIn.contactSecret(),
                "WECOM_API_BASE_URL",
                standIn.url(),
                "WECOM_CALLS_PER_SECOND",
                "unlimited");
    }

    private void measure(Company company, Map<String, String> environment, Meter meter, Worker.Findings findings)
            throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(database());
        try (Installation installation = Installation.start(Installation.freshFolder(), all)) {
            long started = System.nanoTime();
            installation.syncUsers();
            double seconds = (System.nanoTime() - started) / 1e9;
            long stored = installation.count("member WHERE state = 'active'");
            if (stored != company.members().size()) {
                throw new IllegalStateException(
                        stored + " of " + company.members().size() + " people are stored");
            }
            findings.add("seconds", seconds);
            findings.add("rate", stored / seconds);
            findings.add("calls", meter.calls());
            findings.add("least", least(company));
            started = System.nanoTime();
            installation.syncUsers();
            findings.add("again", (System.nanoTime() - started) / 1e9);
        }
    }

    private Map<String, String> database() throws SQLException {
        return server.equals("h2") ? Map.of() : MariaDb.freshDatabase(server);
    }

    private long least(Company company) {
        long departments = company.departments().size();
        long places = company.members().stream()
                .mapToLong(person -> person.departments().size())
                .sum();
        long idPages = pages(places, LARGEST_ID_PAGE);
        return switch (way) {
            // a token, the departments, the members of each
            case "wecom-app" -> 2 + departments;
            // a token, the departments' ids, the people's
            case "wecom-contacts" -> 2 + idPages;
            // both, without departments that have nobody
            case "wecom-both" -> 4 + idPages + populated(company).size();
            // a token, the root's name, what is below each department, the pages of members of each
            default -> 2 + departments + memberPages(company);
        };
    }

    private static Set<Long> populated(Company company) {
        Set<Long> departments = new HashSet<>();
        company.members().forEach(person -> departments.addAll(person.departments()));
        return departments;
    }

    private static long memberPages(Company company) {
        Map<Long, Long> members = new HashMap<>();
        company.members()
                .forEach(
                        person -> person.departments().forEach(department -> members.merge(department, 1L, Long::sum)));
        return company.departments().stream()
                .map(Department::id)
                .mapToLong(id -> pages(members.getOrDefault(id, 0L), LARGEST_MEMBER_PAGE))
                .sum();
    }

    /** Nothing is told on a page too. */
    private static long pages(long entries, int most) {
        return Math.max(1, (entries + most - 1) / most);
    }
}
