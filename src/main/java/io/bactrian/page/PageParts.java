package io.bactrian.page;

import io.bactrian.approval.WorkList;
import io.bactrian.audit.Audit;
import io.bactrian.connection.Connection;
import io.bactrian.event.Gaps;
import io.bactrian.event.StreamStates;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.camel.CamelContext;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What the page is made of.
 *
 * @param drained how many approvals the service has taken off the list of a connection since it was started
 */
public record PageParts(
        CamelContext context,
        List<Connection> connections,
        Tables tables,
        WorkList workList,
        Audit audit,
        ToLongFunction<String> drained,
        StreamStates streams,
        Gaps gaps,
        Clock clock,
        ZoneId zone) {
    NamedParameterJdbcTemplate jdbc() {
        return tables.jdbc();
    }
}
