package io.bactrian.message;

import io.bactrian.message.PortionStore.Id;
import io.bactrian.store.Sql;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The table {@code message_receiver}: who is in which portion, and what became of each. Joins the transaction. */
final class ReceiverStore {
    private static final int REASON_LENGTH = 500;

    private final NamedParameterJdbcTemplate jdbc;

    ReceiverStore(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a portion. */
    List<Receiver> of(Id id) {
        return jdbc.query(
                Sql.of("message-portion-receivers"),
                id.row(),
                (row, n) -> new Receiver(Kind.of(row.getString("kind")), row.getString("receiver_id")));
    }

    /** That their portion is being sent; {@code isNew}: what was before did surely not arrive. */
    void tried(Id id, boolean isNew, Instant now) {
        jdbc.update(
                Sql.of("message-receivers-tried"),
                id.row().addValue("now", now.toEpochMilli()).addValue("isNew", isNew));
    }

    /** Into another portion of their message. */
    void move(Id to, List<Receiver> receivers) {
        for (Receiver receiver : receivers) {
            jdbc.update(
                    Sql.of("message-receiver-move"),
                    to.row().addValue("kind", receiver.kind().code()).addValue("id", receiver.id()));
        }
    }

    /** What a try means for those of its portion. */
    void settle(Id id, Outcome outcome) {
        switch (outcome.state()) {
            case "sent" -> settle(id, "sent", null, false);
            case "failed" -> settle(id, "unreached", outcome.error(), true);
            case "doubt" -> settle(id, "doubt", outcome.error(), false);
            default -> {}
        }
    }

    private void settle(Id id, String state, String reason, boolean again) {
        jdbc.update(
                Sql.of("message-receivers-outcome"),
                id.row()
                        .addValue("state", state)
                        .addValue("reason", PortionStore.cut(reason, REASON_LENGTH))
                        .addValue("again", again));
    }

    /** That somebody was not reached by that portion; nothing where they are in another one by now. */
    void unreached(Id id, Unreached unreached) {
        jdbc.update(
                Sql.of("message-receiver-unreached"),
                id.row()
                        .addValue("kind", unreached.kind().code())
                        .addValue("id", unreached.id())
                        .addValue("reason", PortionStore.cut(unreached.reason(), REASON_LENGTH))
                        .addValue("again", unreached.again()));
    }
}
