package io.bactrian.message;

import io.bactrian.store.Turns;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Who has to wait before it is counted whether there is room for one more message: two at the same moment would both find
 * it. Whoever sends to the same person waits, and whoever sends to more than a few waits for everybody who does; what is
 * for one waits for nobody else's.
 */
final class SendingTurns {
    private static final String TURN = "message";
    /** People have one of so many turns: two who share one wait for each other for nothing, and seldom. */
    private static final int TURNS = 32;
    /** What is for so few may be counted at the same moment as others: a platform's limit of all people has room for it. */
    private static final int FEW = 10;

    private SendingTurns() {}

    /** Joins the transaction, of which it is the first lock. */
    static void take(NamedParameterJdbcTemplate jdbc, String connection, List<Receiver> receivers) {
        boolean isForFew =
                receivers.size() <= FEW && receivers.stream().allMatch(receiver -> receiver.kind() == Kind.USER);
        SortedSet<String> turns = new TreeSet<>(isForFew ? List.of() : List.of(TURN));
        receivers.forEach(
                receiver -> turns.add(TURN + "-" + Math.floorMod(receiver.id().hashCode(), TURNS)));
        Turns.take(jdbc, connection, turns);
    }
}
