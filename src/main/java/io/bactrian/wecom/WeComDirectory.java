package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.connection.Connection;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;

/** What the steps of {@link WeComDirectoryRoutes} do. Thread-safe. */
final class WeComDirectory {
    /** Where a page is handed to, on the exchange. */
    static final String PAGE_TO = "BactrianWeComPageTo";

    private static final String READING = "BactrianWeComReading";
    private static final String QUERY = "BactrianWeComQuery";
    private static final String READ_AT = "BactrianWeComReadAt";
    private static final String PAGES = "BactrianWeComPages";
    private static final String TOO_MANY = "BactrianWeComTooMany";
    private static final int IDS_AT_ONCE = 10_000;
    private static final int PAGE = 500;
    private static final String TOO_LARGE = "45029";
    private static final String STOPPED = "stopped";
    /** The department was deleted a moment ago. */
    private static final Set<String> DEPARTMENT_GONE = Set.of("60003", "60123");

    private final Clock clock;
    private final Map<Long, PeopleReading> readings = new ConcurrentHashMap<>();

    WeComDirectory(Clock clock) {
        this.clock = clock;
    }

    void begin(Exchange exchange) {
        DirectoryQuery query = exchange.getMessage().getBody(DirectoryQuery.class);
        PeopleReading reading = new PeopleReading(query);
        exchange.setProperty(READING, reading);
        exchange.setProperty(PAGE_TO, query.pageTo());
        readings.put(query.run().id(), reading);
    }

    void forget(Exchange exchange) {
        readings.remove(reading(exchange).query().run().id());
    }

    boolean hasContactSecret(Exchange exchange) {
        return reading(exchange).mayAsk(WeComCallRules.CONTACTS);
    }

    boolean hasApp(Exchange exchange) {
        return reading(exchange).mayAsk(Connection.APP);
    }

    void askForDepartmentIds(Exchange exchange) {
        ask(
                exchange,
                get(reading(exchange).connection(), "/cgi-bin/department/simplelist")
                        .as(WeComCallRules.CONTACTS));
    }

    void departmentIds(Exchange exchange) {
        departments(exchange, "department_id", false);
    }

    boolean hasMoreIds(Exchange exchange) {
        return reading(exchange).hasMorePages();
    }

    void askForIds(Exchange exchange) {
        String cursor = reading(exchange).cursor();
        Map<String, Object> body =
                cursor.isEmpty() ? Map.of("limit", IDS_AT_ONCE) : Map.of("cursor", cursor, "limit", IDS_AT_ONCE);
        ask(
                exchange,
                ApiCall.post(
                                reading(exchange).connection(),
                                Purpose.PEOPLE,
                                WeComCallRules.API,
                                "/cgi-bin/user/list_id",
                                body)
                        .as(WeComCallRules.CONTACTS));
    }

    void ids(Exchange exchange) {
        PeopleReading reading = reading(exchange);
        JsonNode answer = answer(exchange);
        for (JsonNode row : list(answer, "dept_user")) {
            String userId = WeComIds.user(row.path("userid").asText(""));
            String department = row.path("department").asText("");
            if (userId == null || department.isEmpty()) {
                reading.problem(new Problem(
                        WeComDirectoryMapper.MEMBER, null, "WeCom sent an id without a person or department", true));
            } else {
                reading.found(userId, department);
            }
        }
        reading.advance(answer.path("next_cursor").asText(""), readAt(exchange));
    }

    void idsPageFailed(Exchange exchange) {
        reading(exchange).pageFailed(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class));
    }

    void idsEnd(Exchange exchange) {
        reading(exchange).idsAreKnown();
    }

    void idsFailed(Exchange exchange) {
        reading(exchange).idsFailed(failure(exchange));
    }

    void askForDepartments(Exchange exchange) {
        ask(exchange, get(reading(exchange).connection(), "/cgi-bin/department/list"));
    }

    void departments(Exchange exchange) {
        departments(exchange, "department", true);
        reading(exchange).namesAreKnown();
    }

    void departmentsFailed(Exchange exchange) {
        reading(exchange).namesFailed(failure(exchange));
    }

    private static CallException failure(Exchange exchange) {
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        if (STOPPED.equals(failure.code())) {
            throw failure;
        }
        return failure;
    }

    private static void departments(Exchange exchange, String field, boolean byTheApp) {
        PeopleReading reading = reading(exchange);
        for (JsonNode item : list(answer(exchange), field)) {
            try {
                reading.found(
                        WeComDirectoryMapper.department(item, readAt(exchange)),
                        WeComDirectoryMapper.order(item),
                        byTheApp);
            } catch (IllegalArgumentException e) {
                reading.problem(new Problem(
                        WeComDirectoryMapper.DEPARTMENT,
                        null,
                        "WeCom sent a department that cannot be understood: " + e.getMessage(),
                        true));
            }
        }
    }

    /** Everything that is known of departments, in pages. */
    void departmentPages(Exchange exchange) {
        PeopleReading reading = reading(exchange);
        reading.complete();
        exchange.setProperty(PAGES, pages(reading.query(), reading.departments(), reading.problems()));
    }

    void beginMembers(Exchange exchange) {
        DirectoryQuery query = exchange.getMessage().getBody(DirectoryQuery.class);
        PeopleReading reading = readings.get(query.run().id());
        if (reading == null) {
            throw new IllegalStateException("The reading of run " + query.run().id() + " has ended");
        }
        exchange.setProperty(READING, reading);
        exchange.setProperty(QUERY, query);
        exchange.setProperty(PAGE_TO, query.pageTo());
    }

    boolean isWorthAsking(Exchange exchange) {
        return reading(exchange).isWorthAsking(query(exchange).departmentId());
    }

    void askForMembers(Exchange exchange) {
        askForMembers(exchange, "/cgi-bin/user/list");
    }

    /** Whether the full answer would have been too large. */
    boolean wereTooMany(Exchange exchange) {
        return exchange.getProperty(TOO_MANY, false, Boolean.class);
    }

    /** The same people with nothing but their names. */
    void askForFewerFields(Exchange exchange) {
        askForMembers(exchange, "/cgi-bin/user/simplelist");
    }

    private void askForMembers(Exchange exchange, String path) {
        ask(
                exchange,
                get(reading(exchange).connection(), path)
                        .with("department_id", query(exchange).departmentId()));
    }

    void members(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        List<Member> told = WeComDirectoryMapper.members(
                list(answer(exchange), "userlist"), query(exchange).departmentId(), readAt(exchange), problems);
        memberPages(exchange, told, problems);
    }

    /** A department that was just deleted has no members; any other failure is the caller's. */
    void membersFailed(Exchange exchange) {
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        if (TOO_LARGE.equals(failure.code())) {
            exchange.setProperty(TOO_MANY, true);
        } else if (DEPARTMENT_GONE.contains(failure.code())) {
            withoutAsking(exchange);
        } else {
            throw failure;
        }
    }

    void withoutAsking(Exchange exchange) {
        memberPages(exchange, List.of(), List.of());
    }

    private static void memberPages(Exchange exchange, List<Member> told, List<Problem> problems) {
        PeopleReading reading = reading(exchange);
        Set<String> ids = told.stream().map(Member::userId).collect(Collectors.toSet());
        problems.forEach(problem -> ids.add(String.valueOf(problem.id())));
        List<Member> all = new ArrayList<>();
        told.forEach(member -> all.add(reading.placed(member)));
        all.addAll(reading.idsOnly(query(exchange).departmentId(), ids));
        exchange.setProperty(PAGES, pages(query(exchange), all, problems));
    }

    boolean hasPages(Exchange exchange) {
        return !exchange.getProperty(PAGES, Queue.class).isEmpty();
    }

    void nextPage(Exchange exchange) {
        exchange.getMessage().setBody(exchange.getProperty(PAGES, Queue.class).remove());
    }

    private static <T> Queue<DirectoryPage<T>> pages(DirectoryQuery query, List<T> items, List<Problem> problems) {
        Queue<DirectoryPage<T>> pages = new ArrayDeque<>();
        int start = 0;
        do {
            List<T> page = items.subList(start, Math.min(start + PAGE, items.size()));
            pages.add(new DirectoryPage<>(query, page, start == 0 ? problems : List.of()));
            start += PAGE;
        } while (start < items.size());
        return pages;
    }

    private void ask(Exchange exchange, ApiCall call) {
        exchange.setProperty(READ_AT, clock.instant());
        exchange.getMessage().setBody(call);
    }

    private static ApiCall get(Connection connection, String path) {
        return ApiCall.get(connection, Purpose.PEOPLE, WeComCallRules.API, path);
    }

    /** The list of a success; a success without it is none. */
    private static JsonNode list(JsonNode answer, String field) {
        JsonNode list = answer.path(field);
        if (!list.isArray()) {
            throw new CallException(
                    ErrorClass.PERMANENT,
                    "malformed",
                    "WeCom answered without the list '" + field + "' that was asked for");
        }
        return list;
    }

    private static JsonNode answer(Exchange exchange) {
        return exchange.getMessage().getBody(ApiAnswer.class).json();
    }

    private static PeopleReading reading(Exchange exchange) {
        return exchange.getProperty(READING, PeopleReading.class);
    }

    private static DirectoryQuery query(Exchange exchange) {
        return exchange.getProperty(QUERY, DirectoryQuery.class);
    }

    private static Instant readAt(Exchange exchange) {
        return exchange.getProperty(READ_AT, Instant.class);
    }
}
