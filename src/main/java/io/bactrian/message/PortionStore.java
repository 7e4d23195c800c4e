package io.bactrian.message;

import io.bactrian.run.Owner;
import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * The table {@code message_portion}, and with it those in a portion. That a portion is being sent is committed before it is
 * sent, so that nobody sends it beside us, and nobody again after a crash without thinking. Thread-safe, and safe beside
 * other processes.
 */
final class PortionStore {
    /** Longer than a call can take, with its wait for a token and its turn. */
    private static final Duration TAKEN_FOR = Duration.ofMinutes(10);

    private static final int ERROR_LENGTH = 1000;
    private final Clock clock;
    private final Tables tables;
    private final NamedParameterJdbcTemplate jdbc;
    private final MessageStore messages;
    private final ReceiverStore receivers;
    private final CeilingCheck ceilings;
    private final Crowd crowd;
    private final MessageSummary summary;
    private final SendingHours hours;
    private final String owner;

    PortionStore(
            Clock clock,
            Tables tables,
            MessageStore messages,
            CeilingCheck ceilings,
            MessageSummary summary,
            SendingHours hours,
            String owner) {
        this.clock = clock;
        this.tables = tables;
        this.jdbc = tables.jdbc();
        this.messages = messages;
        this.receivers = new ReceiverStore(jdbc);
        this.ceilings = ceilings;
        this.crowd = new Crowd(jdbc);
        this.summary = summary;
        this.hours = hours;
        this.owner = owner;
    }

    /** Which portion of which message. */
    record Id(long message, int portion) {
        MapSqlParameterSource row() {
            return new MapSqlParameterSource("message", message).addValue("portion", portion);
        }
    }

    /**
     * A portion that is ours to send now.
     *
     * @param attempts how often it was, this time included
     * @param doubts how many of those before may have arrived
     * @param firstTry when it was sent, or may have been, for the first time
     */
    record Taken(Id id, StoredMessage message, List<Receiver> receivers, int attempts, int doubts, Instant firstTry) {}

    /** What is due of one message. */
    List<Id> due(long message) {
        return jdbc.query(
                Sql.of("message-portions-open"),
                Map.of("message", message, "now", clock.millis()),
                (row, n) -> new Id(message, row.getInt("portion_no")));
    }

    /** What is due of a connection, the oldest first. */
    List<Id> due(String connection, int most) {
        return jdbc.query(
                Sql.of("message-portions-due"),
                Map.of("connection", connection, "now", clock.millis(), "most", most),
                (row, n) -> new Id(row.getLong("message_id"), row.getInt("portion_no")));
    }

    /** When the next portion is due, in milliseconds since 1970; empty when none is. */
    OptionalLong nextDue(String connection) {
        Long due = jdbc.queryForObject(Sql.of("message-next-due"), Map.of("connection", connection), Long.class);
        return due == null ? OptionalLong.empty() : OptionalLong.of(due);
    }

    /**
     * Takes a portion, if nobody else has and somebody is left in it, and commits that it is being sent. Whom the platform
     * would silently leave out is taken out of it.
     */
    Optional<Taken> take(String connection, Id id, MessageRules rules) {
        return tables.transactions().in(() -> {
            SendingTurns.take(jdbc, connection, receivers.of(id));
            jdbc.queryForList(Sql.of("message-lock"), id.row(), Integer.class);
            List<Taken> open = jdbc.query(
                    Sql.of("message-portion-lock"),
                    id.row().addValue("now", clock.millis()),
                    (row, n) -> new Taken(
                            id,
                            messages.load(id.message),
                            receivers.of(id),
                            row.getInt("attempts") + 1,
                            row.getInt("doubts"),
                            Instant.ofEpochMilli(row.getLong("tried_at"))));
            return open.isEmpty() ? Optional.<Taken>empty() : take(open.get(0), rules);
        });
    }

    private Optional<Taken> take(Taken open, MessageRules rules) {
        Instant now = clock.instant();
        Instant allowed = hours.next(open.message.message(), now);
        if (allowed.isAfter(now)) {
            return untaken(open, "pending", null, allowed);
        }
        List<Receiver> left = open.receivers;
        // a portion that may have been sent stays as it was, or it would not be the same call
        boolean isNew = open.doubts == 0;
        if (isNew) {
            left = room(open, rules, now);
            if (left.isEmpty()) {
                return untaken(open, "failed", 0, now);
            }
        }
        int people = 0;
        if (rules.peopleAMinute().isPresent()) {
            people = crowd.people(open.message.connection(), left);
            Optional<Instant> full = isNew
                    ? crowd.fullUntil(
                            open.id,
                            open.message.connection(),
                            people,
                            rules.peopleAMinute().getAsInt(),
                            now)
                    : Optional.empty();
            if (full.isPresent()) {
                return untaken(open, "pending", people, full.get());
            }
        }
        jdbc.update(
                Sql.of("message-portion-take"),
                open.id
                        .row()
                        .addValue("now", now.toEpochMilli())
                        .addValue("people", people)
                        .addValue("owner", owner)
                        .addValue("until", now.plus(TAKEN_FOR).toEpochMilli()));
        receivers.tried(open.id, isNew, now);
        return Optional.of(
                new Taken(open.id, open.message, left, open.attempts, open.doubts, isNew ? now : open.firstTry));
    }

    private Optional<Taken> untaken(Taken open, String state, Integer people, Instant dueAt) {
        jdbc.update(
                Sql.of("message-portion-state"),
                open.id
                        .row()
                        .addValue("state", state)
                        .addValue("people", people)
                        .addValue("dueAt", dueAt.toEpochMilli()));
        summary.write(open.id.message);
        return Optional.empty();
    }

    /** What was being sent by somebody who has ended, or has let it lie: ours to decide on. */
    List<Taken> rescue(String connection) {
        List<Taken> rescued = new ArrayList<>();
        Instant now = clock.instant();
        jdbc
                .query(
                        Sql.of("message-portion-abandoned"),
                        Map.of("connection", connection),
                        (row, n) -> new Abandoned(
                                new Id(row.getLong("message_id"), row.getInt("portion_no")),
                                row.getString("taken_by"),
                                Instant.ofEpochMilli(row.getLong("taken_until")),
                                row.getInt("attempts"),
                                row.getInt("doubts"),
                                Instant.ofEpochMilli(row.getLong("tried_at"))))
                .stream()
                .filter(abandoned -> abandoned.until.isBefore(now) || Owner.hasEnded(abandoned.by))
                .filter(abandoned -> isMineNow(abandoned, now))
                .forEach(abandoned -> rescued.add(new Taken(
                        abandoned.id,
                        messages.load(abandoned.id.message),
                        receivers.of(abandoned.id),
                        abandoned.attempts,
                        abandoned.doubts,
                        abandoned.triedAt)));
        return rescued;
    }

    private record Abandoned(Id id, String by, Instant until, int attempts, int doubts, Instant triedAt) {}

    private boolean isMineNow(Abandoned abandoned, Instant now) {
        return tables.transactions()
                        .in(() -> jdbc.update(
                                Sql.of("message-portion-rescue"),
                                abandoned
                                        .id
                                        .row()
                                        .addValue("owner", owner)
                                        .addValue("other", abandoned.by)
                                        .addValue("until", now.plus(TAKEN_FOR).toEpochMilli())))
                == 1;
    }

    /** Those whom the platform would not leave out now; the others are told of, or get a later portion of their own. */
    private List<Receiver> room(Taken open, MessageRules rules, Instant now) {
        CeilingCheck.Verdict verdict = ceilings.of(open.message, open.receivers, rules, now);
        if (verdict.isClear()) {
            return open.receivers;
        }
        verdict.dropped()
                .forEach((receiver, reason) ->
                        receivers.unreached(open.id, new Unreached(receiver.kind(), receiver.id(), reason, true)));
        Map<Instant, List<Receiver>> later = new LinkedHashMap<>();
        verdict.held()
                .forEach((receiver, free) ->
                        later.computeIfAbsent(free, at -> new ArrayList<>()).add(receiver));
        later.forEach((free, held) -> move(open.message, held, free));
        List<Receiver> left = new ArrayList<>(open.receivers);
        left.removeAll(verdict.dropped().keySet());
        left.removeAll(verdict.held().keySet());
        return left;
    }

    /** A portion of their own, due at that time. Joins the transaction. */
    void move(StoredMessage message, List<Receiver> moved, Instant dueAt) {
        Integer last =
                jdbc.queryForObject(Sql.of("message-portion-last"), Map.of("message", message.id()), Integer.class);
        int portion = (last == null ? 0 : last) + 1;
        messages.insertPortion(message.connection(), message.id(), portion, dueAt.toEpochMilli());
        receivers.move(new Id(message.id(), portion), moved);
    }

    /** Commits how a try ended; nothing when the portion is not ours any more. */
    void settle(Taken taken, Outcome outcome, List<Unreached> unreached) {
        tables.transactions().run(() -> {
            jdbc.queryForList(Sql.of("message-lock"), taken.id.row(), Integer.class);
            int mine = jdbc.update(
                    Sql.of("message-portion-outcome"),
                    taken.id
                            .row()
                            .addValue("owner", owner)
                            .addValue("state", outcome.state())
                            .addValue("doubts", outcome.inDoubt() ? 1 : 0)
                            .addValue(
                                    "dueAt",
                                    outcome.dueAt() == null
                                            ? clock.millis()
                                            : outcome.dueAt().toEpochMilli())
                            .addValue("platformId", outcome.platformId())
                            .addValue(
                                    "receiptAt",
                                    outcome.receiptAt() == null
                                            ? null
                                            : outcome.receiptAt().toEpochMilli())
                            .addValue("errorClass", outcome.errorClass())
                            .addValue("error", cut(outcome.error(), ERROR_LENGTH)));
            if (mine == 1) {
                unreached.forEach(one -> receivers.unreached(taken.id, one));
                receivers.settle(taken.id, outcome);
                summary.write(taken.id.message);
            }
        });
    }

    /** Notes that somebody was not reached by that portion. Joins the transaction. */
    void unreached(Id id, Unreached unreached) {
        receivers.unreached(id, unreached);
    }

    static String cut(String text, int length) {
        return text == null || text.length() <= length
                ? text
                : text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
