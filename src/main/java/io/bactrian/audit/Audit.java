package io.bactrian.audit;

import io.bactrian.store.Sql;
import io.bactrian.store.Tables;
import java.time.Clock;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The table {@code audit}. An act that cannot be written down is not done. Thread-safe. */
public final class Audit {
    /** Ways in which something is done by hand. */
    public static final String API = "api";

    public static final String COMMAND = "command";
    public static final String PAGE = "page";
    /** Over JMX, as Hawtio does it. */
    public static final String MANAGEMENT = "management";

    /** Not ended yet; what was killed stays so. */
    public static final String BEGUN = "begun";
    /** It goes on by itself; {@code run_id} says how it ends. */
    public static final String STARTED = "started";

    public static final String DONE = "done";
    public static final String FAILED = "failed";
    /** Not permitted, or not possible as it was asked for. */
    public static final String REFUSED = "refused";

    private static final int WORD = 64;
    private static final int SENTENCE = 1000;

    private final Tables tables;
    private final Clock clock;

    public Audit(Tables tables, Clock clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** Writes down what is about to be done; gives the row's id, for {@link #end}. */
    public long begin(Act act) {
        return tables.transactions().in(() -> {
            GeneratedKeyHolder key = new GeneratedKeyHolder();
            tables.jdbc()
                    .update(
                            Sql.of("audit-begin"),
                            new MapSqlParameterSource()
                                    .addValue("now", clock.millis())
                                    .addValue("via", act.via())
                                    .addValue("caller", cut(act.caller(), WORD))
                                    .addValue("address", cut(act.address(), WORD))
                                    .addValue("connection", act.connection())
                                    .addValue("action", cut(act.action(), WORD))
                                    .addValue("arguments", cut(act.arguments(), SENTENCE))
                                    .addValue("outcome", BEGUN),
                            key,
                            new String[] {"id"});
            return key.getKey().longValue();
        });
    }

    /** What came of it; {@code detail} and {@code runId} may be {@code null}. */
    public void end(long id, String outcome, String detail, Long runId) {
        tables.transactions()
                .run(() -> tables.jdbc()
                        .update(
                                Sql.of("audit-end"),
                                new MapSqlParameterSource()
                                        .addValue("id", id)
                                        .addValue("now", clock.millis())
                                        .addValue("outcome", outcome)
                                        .addValue("detail", cut(detail, SENTENCE))
                                        .addValue("run", runId)));
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
