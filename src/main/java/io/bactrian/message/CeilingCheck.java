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
    /** How long after another message's next try it is looked at what became of that. */
    private static final Duration AFTER_A_TRY = Duration.ofSeconds(30);

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
                full(message, ceiling, ids, now).forEach((id, sent) -> add(verdict, ceiling, id, sent, now));
            }
        }
        verdict.held.keySet().removeAll(verdict.dropped.keySet());
        return verdict;
    }

    /**
     * What somebody has had already.
     *
     * @param oldest when the oldest of it was sent
     * @param decidedAt when it will be known that it was not sent after all; {@code null} where it was, or may have been
     */
    private record Sent(Instant oldest, Instant decidedAt) {}

    private void add(Verdict verdict, Ceiling ceiling, String id, Sent sent, Instant now) {
        Receiver receiver = new Receiver(ceiling.kind(), id);
        Instant free = sent.decidedAt == null ? ceiling.span().over(sent.oldest) : sent.decidedAt;
        boolean isDropped = sent.decidedAt == null && (ceiling.sameContent() || free.isAfter(now.plus(hold)));
        if (isDropped) {
            verdict.dropped.put(receiver, "the platform drops it silently: " + ceiling.words());
        } else {
            verdict.held.merge(receiver, free, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** Who has had so many already. */
    private Map<String, Sent> full(StoredMessage message, Ceiling ceiling, List<String> ids, Instant now) {
        Map<String, Sent> full = new HashMap<>();
        MapSqlParameterSource parameters = new MapSqlParameterSource("connection", message.connection())
                .addValue("kind", ceiling.kind().code())
                .addValue("ids", new ArrayList<>(ids))
                .addValue("since", ceiling.span().since(now).toEpochMilli())
                .addValue("hash", message.contentHash())
                .addValue("message", message.id());
        jdbc.query(Sql.of(ceiling.sameContent() ? "message-same-lately" : "message-sent-lately"), parameters, row -> {
            int count = row.getInt("n");
            if (count >= ceiling.most()) {
                // another message of the same words that is to be tried again may fail in the end
                boolean isUndecided = ceiling.sameContent() && count - row.getInt("undecided") < ceiling.most();
                full.put(
                        row.getString("receiver_id"),
                        new Sent(
                                Instant.ofEpochMilli(row.getLong("oldest")),
                                isUndecided ? afterTry(row.getLong("due"), now) : null));
            }
        });
        return full;
    }

    private static Instant afterTry(long due, Instant now) {
        return Instant.ofEpochMilli(Math.max(due, now.toEpochMilli())).plus(AFTER_A_TRY);
    }
}
