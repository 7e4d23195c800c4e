package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.call.Purpose;
import io.bactrian.directory.Department;
import io.bactrian.directory.DirectoryPage;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import io.bactrian.directory.Member;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/** What the steps of {@link DingTalkDirectoryRoutes} do. Thread-safe. */
final class DingTalkDirectory {
    /** Where a page is handed to, on the exchange. */
    static final String PAGE_TO = "BactrianDingTalkPageTo";

    private static final String WALK = "BactrianDingTalkWalk";
    private static final String PAGING = "BactrianDingTalkPaging";
    private static final String PARENT = "BactrianDingTalkParent";
    private static final String READ_AT = "BactrianDingTalkReadAt";
    private static final String DEPARTMENT = "department";
    static final String DEPARTMENT_GET = "/topapi/v2/department/get";
    /** The department was deleted a moment ago, as opposed to being outside of what the app may see. */
    static final String DEPARTMENT_GONE = "60003";

    private final DirectoryMapper mapper;
    private final Clock clock;

    DingTalkDirectory(DirectoryMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    void beginWalk(Exchange exchange) {
        DirectoryQuery query = exchange.getMessage().getBody(DirectoryQuery.class);
        exchange.setProperty(WALK, new DepartmentWalk(query));
        exchange.setProperty(PAGE_TO, query.pageTo());
        call(exchange, query, DEPARTMENT_GET, Map.of("dept_id", Long.valueOf(DirectoryMapper.ROOT)));
    }

    void root(Exchange exchange) {
        Department root = mapper.root(result(exchange), readAt(exchange));
        exchange.getMessage().setBody(walk(exchange).enter(page(exchange, List.of(root), List.of())));
    }

    /** The tree can be read without the root's name. */
    void rootFailed(Exchange exchange) {
        CallException failure = failure(exchange);
        Department root = new Department(DirectoryMapper.ROOT, null, null, null, null, null, readAt(exchange));
        Problem problem = new Problem(
                DEPARTMENT, DirectoryMapper.ROOT, "Its name could not be read: " + failure.getMessage(), false);
        exchange.getMessage().setBody(walk(exchange).enter(page(exchange, List.of(root), List.of(problem))));
    }

    boolean hasNextLevel(Exchange exchange) {
        return walk(exchange).hasNextLevel();
    }

    void nextLevel(Exchange exchange) {
        exchange.getMessage().setBody(walk(exchange).nextLevel());
    }

    boolean walkGoesOn(Exchange exchange) {
        return walk(exchange).goesOn();
    }

    void askForChildren(Exchange exchange) {
        String parent = exchange.getMessage().getBody(String.class);
        exchange.setProperty(PARENT, parent);
        call(
                exchange,
                walk(exchange).query(),
                "/topapi/v2/department/listsub",
                Map.of("dept_id", Long.valueOf(parent)));
    }

    void children(Exchange exchange) {
        DepartmentWalk walk = walk(exchange);
        exchange.getMessage()
                .setBody(walk.enter(
                        mapper.children(walk.query(), parent(exchange), result(exchange), readAt(exchange))));
    }

    /** A department that cannot be read is a gap in the tree, unless it was just deleted or no other can be read. */
    void childrenFailed(Exchange exchange) {
        CallException failure = failure(exchange);
        boolean isRoot = DirectoryMapper.ROOT.equals(parent(exchange));
        if (failure.errorClass() == ErrorClass.QUOTA
                || failure.errorClass() == ErrorClass.REFUSED
                || isRoot && !failure.errorClass().isTransient()) {
            throw failure;
        }
        boolean gone = DEPARTMENT_GONE.equals(failure.code());
        Problem problem = new Problem(
                DEPARTMENT,
                parent(exchange),
                "The departments below it could not be read: " + failure.getMessage(),
                true);
        exchange.getMessage().setBody(page(exchange, List.of(), gone ? List.of() : List.of(problem)));
    }

    /** What went wrong with one department and is no gap ends the walk for all. */
    void endWalk(Exchange exchange) throws Exception {
        walk(exchange).end();
        throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    void beginPaging(Exchange exchange) {
        DirectoryQuery query = exchange.getMessage().getBody(DirectoryQuery.class);
        exchange.setProperty(PAGING, new MemberPaging(query));
        exchange.setProperty(PAGE_TO, query.pageTo());
    }

    boolean hasMoreMembers(Exchange exchange) {
        return paging(exchange).hasMore();
    }

    void askForMembers(Exchange exchange) {
        MemberPaging paging = paging(exchange);
        DirectoryQuery query = paging.query();
        Map<String, Object> body = Map.of(
                "dept_id",
                Long.valueOf(query.departmentId()),
                "cursor",
                paging.cursor(),
                "size",
                MemberPaging.SIZE,
                "contain_access_limit",
                true);
        call(exchange, query, "/topapi/v2/user/list", body);
    }

    void members(Exchange exchange) {
        MemberPaging paging = paging(exchange);
        DirectoryPage<Member> page =
                mapper.members(paging.query(), result(exchange).path("list"), readAt(exchange));
        List<Problem> problems = new ArrayList<>(page.problems());
        paging.advance(result(exchange)).ifPresent(problems::add);
        exchange.getMessage().setBody(new DirectoryPage<>(page.query(), page.items(), problems));
    }

    /** A department that was just deleted has no members; any other failure is the caller's. */
    void membersFailed(Exchange exchange) {
        CallException failure = failure(exchange);
        if (!DEPARTMENT_GONE.equals(failure.code())) {
            throw failure;
        }
        MemberPaging paging = paging(exchange);
        paging.end();
        exchange.getMessage().setBody(new DirectoryPage<Member>(paging.query(), List.of(), List.of()));
    }

    private void call(Exchange exchange, DirectoryQuery query, String path, Map<String, Object> body) {
        exchange.setProperty(READ_AT, clock.instant());
        exchange.getMessage()
                .setBody(ApiCall.post(query.connection(), Purpose.PEOPLE, DingTalkCallRules.OAPI, path, body));
    }

    private static DirectoryPage<Department> page(
            Exchange exchange, List<Department> departments, List<Problem> problems) {
        return new DirectoryPage<>(walk(exchange).query(), departments, problems);
    }

    private static JsonNode result(Exchange exchange) {
        return exchange.getMessage().getBody(ApiAnswer.class).json().path("result");
    }

    private static Instant readAt(Exchange exchange) {
        return exchange.getProperty(READ_AT, Instant.class);
    }

    private static String parent(Exchange exchange) {
        return exchange.getProperty(PARENT, String.class);
    }

    private static CallException failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
    }

    private static DepartmentWalk walk(Exchange exchange) {
        return exchange.getProperty(WALK, DepartmentWalk.class);
    }

    private static MemberPaging paging(Exchange exchange) {
        return exchange.getProperty(PAGING, MemberPaging.class);
    }
}
