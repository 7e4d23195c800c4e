package io.bactrian.approval;

import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What events have changed and the operator's routes have not been told yet; it stands on the work list. */
final class UntoldEvents {
    private final NamedParameterJdbcTemplate jdbc;

    UntoldEvents(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What was stored of approvals before events changed them. Joins the transaction. */
    Map<String, BeforeEvents> before(String connection, Collection<String> ids) {
        Map<String, BeforeEvents> before = new HashMap<>();
        jdbc.query(Sql.of("work-before"), Map.of("keys", Keys.of(connection, ids)), row -> {
            before.put(row.getString("process_instance_id"), BeforeEvents.parse(row.getString("before_state")));
        });
        return before;
    }

    /** Forgets what was before the events of approvals whose change is told now. Joins the transaction. */
    void told(String connection, Collection<String> ids) {
        if (!ids.isEmpty()) {
            jdbc.update(Sql.of("work-told"), Map.of("keys", Keys.of(connection, ids)));
        }
    }
}
