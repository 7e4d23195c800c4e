package io.bactrian.message;

import io.bactrian.connection.Connection;
import java.util.Optional;

/** What robots that write into groups have in common: one group a call, for which anything goes, and nobody tells who read it. */
public abstract class GroupRules implements MessageRules {
    @Override
    public final int mostInACall(Kind kind) {
        return kind == Kind.GROUP ? 1 : 0;
    }

    @Override
    public final Optional<String> misfit(Message message, Connection connection) {
        return Optional.empty();
    }

    @Override
    public final boolean hasReceipts() {
        return false;
    }
}
