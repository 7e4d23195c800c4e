package io.bactrian.notice;

import io.bactrian.connection.Connection;
import io.bactrian.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** What people were told lately of approvals that wait for them, as the messages that were written say. */
final class Told {
    /** Clocks differ: ours may be behind that of the platform, which says when a task began. */
    private static final Duration BEHIND = Duration.ofMinutes(2);

    private final WorkingHours hours;
    private final NavigableMap<String, Instant> waiting = new TreeMap<>();
    private final Map<String, Instant> digests = new HashMap<>();

    private Told(WorkingHours hours) {
        this.hours = hours;
    }

    /** What was written since then; what could not be sent told nobody. */
    static Told since(NamedParameterJdbcTemplate jdbc, Connection connection, WorkingHours hours, Instant since) {
        Told told = new Told(hours);
        jdbc.query(
                Sql.of("notice-told"), Map.of("connection", connection.name(), "since", since.toEpochMilli()), row -> {
                    told.add(row.getString("message_key"), Instant.ofEpochMilli(row.getLong("created_at")));
                });
        return told;
    }

    /** Keys are {@code waiting:<approval>:<task>}, perhaps with more behind, and {@code digest:<day>:<person>}. */
    private void add(String key, Instant at) {
        if (key.startsWith(Notices.WAITING)) {
            waiting.put(key, at.plus(BEHIND));
        } else {
            String person = key.substring(key.indexOf(':', Notices.DIGEST.length() + 1) + 1);
            // what began after the hours had begun was in none
            digests.merge(person, hours.begin(at), (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    /** Whether {@code person} was told of a task after it began: at once, or in a digest. */
    boolean includes(String approval, String task, String person, Instant begun) {
        String key = Notices.WAITING + ":" + approval + ":" + task;
        Instant digest = digests.get(person);
        return digest != null && begun.isBefore(digest)
                || waiting.subMap(key, true, key + ";", false).entrySet().stream()
                        .filter(entry ->
                                entry.getKey().equals(key) || entry.getKey().startsWith(key + ":"))
                        .anyMatch(entry -> !entry.getValue().isBefore(begun));
    }
}
