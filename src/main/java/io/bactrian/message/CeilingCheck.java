package io.bactrian.message;

import io.bactrian.message.MessageRules.Ceiling;
import io.bactrian.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Knows from our own rows what a platform would take and silently drop. It counts people who were named; what went to a
 * department, a tag or everyone cannot be counted for each of them.
 */
final class CeilingCheck {
    private final NamedParameterJdbcTemplate jdbc;
    private final Duration hold;

    /** Somebody waits for {@code hold} at most until there is room again. */
    CeilingCheck(NamedParameterJdbcTemplate jdbc, Duration hold) {
        this.jdbc = jdbc;
        this.hold = hold;
    }

    /**
     * What would not arrive now.
     *
     * @param dropped whom to leave out, with the reason
     * @param held whom to leave out for a while, and until when
     */
    record Verdict(Map<Receiver, String> dropped, Map<Receiver, Instant> held) {
        boolean isClear() {
            return dropped.isEmpty() && held.isEmpty();
        }
    }

    /** Joins the transaction. */
    Verdict of(StoredMessage message, List<Receiver> receivers, MessageRules rules, Instant now) {
        Verdict verdict = new Verdict(new LinkedHashMap<>(), new LinkedHashMap<>());
        for (Ceiling ceiling : rules.ceilings()) {
            List<String> ids = receivers.stream()
                    .filter(receiver -> receiver.kind() == ceiling.kind())
                    .map(Receiver::id)
                    .toList();
            if (!ids.isEmpty()) {
                full(message, ceiling, ids, now).forEach((id, oldest) -> add(verdict, ceiling, id, oldest, now));
            }
        }
        verdict.held.keySet().removeAll(verdict.dropped.keySet());
        return verdict;
    }

    private void add(Verdict verdict, Ceiling ceiling, String id, Instant oldest, Instant now) {
        Receiver receiver = new Receiver(ceiling.kind(), id);
        Instant free = ceiling.span().over(oldest);
        if (ceiling.sameContent() || free.isAfter(now.plus(hold))) {
            verdict.dropped.put(receiver, "the platform drops it silently: " + ceiling.words());
        } else {
            verdict.held.merge(receiver, free, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** Who has had so many already, and when the oldest of them was sent. */
    private Map<String, Instant> full(StoredMessage message, Ceiling ceiling, List<String> ids, Instant now) {
        Map<String, Instant> full = new HashMap<>();
        MapSqlParameterSource parameters = new MapSqlParameterSource("connection", message.connection())
                .addValue("kind", ceiling.kind().code())
                .addValue("ids", new ArrayList<>(ids))
                .addValue("since", ceiling.span().since(now).toEpochMilli())
                .addValue("hash", message.contentHash())
                .addValue("message", message.id());
        jdbc.query(Sql.of(ceiling.sameContent() ? "message-same-lately" : "message-sent-lately"), parameters, row -> {
            if (row.getInt("n") >= ceiling.most()) {
                full.put(row.getString("receiver_id"), Instant.ofEpochMilli(row.getLong("oldest")));
            }
        });
        return full;
    }
}
