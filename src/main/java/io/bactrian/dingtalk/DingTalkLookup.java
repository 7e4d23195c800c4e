package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.call.ApiAnswer;
import io.bactrian.call.ApiCall;
import io.bactrian.call.CallException;
import io.bactrian.call.ErrorClass;
import io.bactrian.directory.DepartmentQuery;
import io.bactrian.directory.Lookup;
import io.bactrian.directory.MemberQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/** How DingTalk is asked for one person or one department. Thread-safe. */
final class DingTalkLookup implements Lookup {
    private static final String READ_AT = "BactrianDingTalkReadAt";
    /** Nobody has that id, as opposed to somebody who is outside of what the app may see. */
    private static final Set<String> NOBODY = Set.of("60121", "33012", "60111");

    private final DirectoryMapper mapper;
    private final Clock clock;

    DingTalkLookup(DirectoryMapper mapper, Clock clock) {
        this.mapper = mapper;
        this.clock = clock;
    }

    @Override
    public void askForMember(Exchange exchange) {
        MemberQuery query = exchange.getMessage().getBody(MemberQuery.class);
        exchange.setProperty(READ_AT, clock.instant());
        exchange.getMessage()
                .setBody(ApiCall.post(
                        query.connection(),
                        query.purpose(),
                        DingTalkCallRules.OAPI,
                        "/topapi/v2/user/get",
                        Map.of("userid", query.userId())));
    }

    @Override
    public void member(Exchange exchange) {
        try {
            exchange.getMessage().setBody(mapper.member(result(exchange), null, readAt(exchange)));
        } catch (IllegalArgumentException e) {
            throw malformed("a person that cannot be understood", e);
        }
    }

    @Override
    public void memberFailed(Exchange exchange) {
        CallException failure = failure(exchange);
        if (!NOBODY.contains(failure.code())) {
            throw failure;
        }
        exchange.getMessage().setBody(null);
    }

    @Override
    public void askForDepartment(Exchange exchange) {
        DepartmentQuery query = exchange.getMessage().getBody(DepartmentQuery.class);
        exchange.setProperty(READ_AT, clock.instant());
        try {
            exchange.getMessage()
                    .setBody(ApiCall.post(
                            query.connection(),
                            query.purpose(),
                            DingTalkCallRules.OAPI,
                            DingTalkDirectory.DEPARTMENT_GET,
                            Map.of("dept_id", Long.valueOf(query.departmentId()))));
        } catch (NumberFormatException e) {
            throw malformed("an id of a department that is no number", e);
        }
    }

    @Override
    public void department(Exchange exchange) {
        try {
            exchange.getMessage().setBody(mapper.department(result(exchange), readAt(exchange)));
        } catch (IllegalArgumentException e) {
            throw malformed("a department that cannot be understood", e);
        }
    }

    @Override
    public void departmentFailed(Exchange exchange) {
        CallException failure = failure(exchange);
        if (!DingTalkDirectory.DEPARTMENT_GONE.equals(failure.code())) {
            throw failure;
        }
        exchange.getMessage().setBody(null);
    }

    private static CallException malformed(String what, IllegalArgumentException cause) {
        return new CallException(
                ErrorClass.PERMANENT, "malformed", "DingTalk sent " + what + ": " + cause.getMessage());
    }

    private static JsonNode result(Exchange exchange) {
        return exchange.getMessage().getBody(ApiAnswer.class).json().path("result");
    }

    private static Instant readAt(Exchange exchange) {
        return exchange.getProperty(READ_AT, Instant.class);
    }

    private static CallException failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, CallException.class);
    }
}
