package io.bactrian.approval;

import io.bactrian.call.Purpose;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import io.bactrian.store.Transactions;
import io.bactrian.store.Upserts;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** How approvals come onto the work list: which need a look at all, and how urgently. Thread-safe. */
final class WorkAsking {
    private final Clock clock;
    private final NamedParameterJdbcTemplate jdbc;
    private final Transactions transactions;

    WorkAsking(Clock clock, NamedParameterJdbcTemplate jdbc, Transactions transactions) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Puts ids on the list that need a look; gives the number of those that need none. */
    int add(Intake intake) {
        if (intake.ids().isEmpty()) {
            return 0;
        }
        return transactions.in(() -> {
            Set<String> wanted = new LinkedHashSet<>(intake.ids());
            wanted.removeAll(known(intake));
            Map<String, String> codes = storedCodes(intake, wanted);
            SqlParameterSource[] rows =
                    wanted.stream().map(id -> row(intake, id, codes.get(id))).toArray(SqlParameterSource[]::new);
            Upserts.batch(jdbc, Sql.of("work-add"), rows);
            return new HashSet<>(intake.ids()).size() - wanted.size();
        });
    }

    private List<String> known(Intake intake) {
        return intake.purpose().isLive()
                ? List.of()
                : jdbc.queryForList(
                        Sql.of("work-known"),
                        Map.of(
                                "keys",
                                Keys.of(intake.connection(), intake.ids()),
                                "since",
                                intake.readSince() == 0 ? Long.MAX_VALUE : intake.readSince(),
                                "finalToo",
                                intake.finalToo(),
                                "sparing",
                                intake.purpose() == Purpose.SWEEP,
                                "priority",
                                intake.purpose().priority()),
                        String.class);
    }

    /** Whoever asks without the template must not make us forget it. */
    private Map<String, String> storedCodes(Intake intake, Set<String> ids) {
        Map<String, String> codes = new HashMap<>();
        if (intake.templateCode() == null && !ids.isEmpty()) {
            jdbc.query(Sql.of("approval-codes"), Map.of("keys", Keys.of(intake.connection(), ids)), row -> {
                codes.put(row.getString("process_instance_id"), row.getString("process_code"));
            });
        }
        return codes;
    }

    private SqlParameterSource row(Intake intake, String id, String storedCode) {
        long now = clock.millis();
        return new MapSqlParameterSource()
                .addValue("connection", intake.connection())
                .addValue("id", id)
                .addValue("code", intake.templateCode() == null ? storedCode : intake.templateCode())
                .addValue("purpose", intake.purpose().code())
                .addValue("priority", intake.purpose().priority())
                .addValue("again", isNews(intake))
                .addValue("dueAt", Math.max(now, intake.dueAt()))
                .addValue("now", now);
    }

    /** Whether a read that is under way now may have begun too early. */
    private static boolean isNews(Intake intake) {
        return intake.purpose() == Purpose.LIVE
                || intake.purpose() == Purpose.REPLAY
                || intake.dueAt() != 0
                || intake.purpose() == Purpose.SWEEP && intake.readSince() != HistoryRequest.EVER;
    }
}
