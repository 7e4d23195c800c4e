package io.bactrian.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.connection.Connection;
import io.bactrian.directory.Department;
import io.bactrian.directory.DepartmentQuery;
import io.bactrian.directory.Lookup;
import io.bactrian.directory.MemberQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

/** How WeCom is asked for one person or one department. Thread-safe. */
final class WeComLookup implements Lookup {
    private static final String ASKED = "BactrianWeComAsked";
    private static final String READ_AT = "BactrianWeComReadAt";
    private static final Set<String> DEPARTMENT_GONE = Set.of("60003", "60123");
    /** Outside of what the app may see, or no id at all: nothing is known by that. */
    private static final Set<String> OUT_OF_SIGHT = Set.of("60011", "40003");

    private final Clock clock;

    WeComLookup(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void askForMember(Exchange exchange) {
        MemberQuery query = exchange.getMessage().getBody(MemberQuery.class);
        if (query.connection().secret(Connection.APP).isEmpty()) {
            throw new CallException(
                    ErrorClass.ABSENT,
                    "app",
                    "The contact-sync secret knows ids only; set the secret of an app (WECOM_SECRET) for names");
        }
        exchange.setProperty(READ_AT, clock.instant());
        exchange.getMessage()
                .setBody(ApiCall.get(query.connection(), query.purpose(), WeComCallRules.API, "/cgi-bin/user/get")
                        .with("userid", query.userId()));
    }

    @Override
    public void member(Exchange exchange) {
        JsonNode answer = answer(exchange);
        try {
            exchange.getMessage()
                    .setBody(
                            WeComDirectoryMapper.hasLeft(answer)
                                    ? null
                                    : WeComDirectoryMapper.member(record(answer), readAt(exchange)));
        } catch (IllegalArgumentException e) {
            throw malformed("a person", e);
        }
    }

    private static JsonNode record(JsonNode answer) {
        return answer.deepCopy() instanceof ObjectNode object ? object.without(List.of("errcode", "errmsg")) : answer;
    }

    /** Somebody who is not there and somebody who is not shown look the same: both are out of sight. */
    @Override
    public void memberFailed(Exchange exchange) {
        throw outOfSight(exchange);
    }

    /** Names are the app's; without an app at least the id and its parent. */
    @Override
    public void askForDepartment(Exchange exchange) {
        DepartmentQuery query = exchange.getMessage().getBody(DepartmentQuery.class);
        boolean byTheApp = query.connection().secret(Connection.APP).isPresent();
        exchange.setProperty(ASKED, query.departmentId());
        exchange.setProperty(READ_AT, clock.instant());
        ApiCall call = ApiCall.get(
                        query.connection(),
                        query.purpose(),
                        WeComCallRules.API,
                        byTheApp ? "/cgi-bin/department/get" : "/cgi-bin/department/simplelist")
                .with("id", query.departmentId());
        exchange.getMessage().setBody(byTheApp ? call : call.as(WeComCallRules.CONTACTS));
    }

    @Override
    public void department(Exchange exchange) {
        JsonNode answer = answer(exchange);
        Department found = null;
        try {
            if (answer.path("department").isObject()) {
                found = WeComDirectoryMapper.department(answer.path("department"), readAt(exchange));
            }
            for (JsonNode item : answer.path("department_id")) {
                if (item.path("id").asText().equals(exchange.getProperty(ASKED))) {
                    found = WeComDirectoryMapper.department(item, readAt(exchange));
                }
            }
        } catch (IllegalArgumentException e) {
            throw malformed("a department", e);
        }
        exchange.getMessage().setBody(found);
    }

    @Override
    public void departmentFailed(Exchange exchange) {
        CallException failure = outOfSight(exchange);
        if (!DEPARTMENT_GONE.contains(failure.code())) {
            throw failure;
        }
        exchange.getMessage().setBody(null);
    }

    private static CallException outOfSight(Exchange exchange) {
        CallException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
        return OUT_OF_SIGHT.contains(failure.code())
                ? new CallException(ErrorClass.ABSENT, failure.code(), failure.getMessage())
                : failure;
    }

    private static CallException malformed(String what, IllegalArgumentException cause) {
        return new CallException(
                ErrorClass.PERMANENT,
                "malformed",
                "WeCom sent " + what + " that cannot be understood: " + cause.getMessage());
    }

    private static JsonNode answer(Exchange exchange) {
        return exchange.getMessage().getBody(ApiAnswer.class).json();
    }

    private static Instant readAt(Exchange exchange) {
        return exchange.getProperty(READ_AT, Instant.class);
    }
}
