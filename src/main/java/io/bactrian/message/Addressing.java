package io.bactrian.message;

import io.bactrian.connection.Connection;
import io.bactrian.store.Keys;
import io.bactrian.store.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** For whom a message is: everybody it names once, and who of them cannot be written to. */
final class Addressing {
    private static final int MOST_AT_ONCE = 500;

    private final NamedParameterJdbcTemplate jdbc;

    Addressing(NamedParameterJdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whom to write to, and who was named and is not there. */
    record Addressed(List<Receiver> receivers, List<Unreached> unreached) {}

    /** A {@link MessageRefusedException} where nobody is named, or somebody whom the platform does not know as such. */
    Addressed of(Message message, Connection connection, MessageRules rules) {
        Receivers receivers = message.receivers();
        if (message.channel() != null) {
            return group(receivers, connection);
        }
        if (receivers.isEmpty()) {
            throw new MessageRefusedException(
                    "The message names no receiver; nobody is told because a list was empty. Name users, departments, tags"
                            + " or members, or say everyone.");
        }
        if (receivers.everyone()) {
            if (receivers.size() > 0) {
                throw new MessageRefusedException(
                        "The message is for everyone and names receivers as well; say one of both.");
            }
            return new Addressed(List.of(Receiver.EVERYONE), List.of());
        }
        refuseUnknownKinds(receivers, rules);
        Set<Receiver> all = new LinkedHashSet<>();
        receivers.users().stream().map(rules::memberId).forEach(id -> all.add(new Receiver(Kind.USER, id)));
        List<Unreached> away = new ArrayList<>();
        List<String> members =
                receivers.members().stream().map(rules::memberId).distinct().toList();
        Set<String> there = there(connection, members);
        for (String member : members) {
            if (there.contains(member)) {
                all.add(new Receiver(Kind.USER, member));
            } else {
                away.add(new Unreached(
                        Kind.MEMBER, member, "is not in the company, by the table member; has sync-users run?", false));
            }
        }
        receivers.departments().forEach(id -> all.add(new Receiver(Kind.DEPARTMENT, id)));
        receivers.tags().forEach(id -> all.add(new Receiver(Kind.TAG, id)));
        return new Addressed(List.copyOf(all), away);
    }

    private static Addressed group(Receivers receivers, Connection connection) {
        if (!receivers.isEmpty()) {
            throw new MessageRefusedException(
                    "A channel is read by everybody in its group; a message for it names no receivers.");
        }
        return new Addressed(List.of(new Receiver(Kind.GROUP, connection.clientId())), List.of());
    }

    private static void refuseUnknownKinds(Receivers receivers, MessageRules rules) {
        if (!receivers.tags().isEmpty() && rules.mostInACall(Kind.TAG) == 0) {
            throw new MessageRefusedException(
                    "There are no tags on " + rules.platform() + "; name users or departments instead.");
        }
    }

    private Set<String> there(Connection connection, List<String> members) {
        Set<String> there = new HashSet<>();
        for (int i = 0; i < members.size(); i += MOST_AT_ONCE) {
            List<String> some = members.subList(i, Math.min(members.size(), i + MOST_AT_ONCE));
            there.addAll(jdbc.queryForList(
                    Sql.of("message-members"), Map.of("keys", Keys.of(connection.name(), some)), String.class));
        }
        return there;
    }
}
