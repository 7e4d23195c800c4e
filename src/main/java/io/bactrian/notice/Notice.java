package io.bactrian.notice;

import java.time.Instant;
import java.util.List;

/**
 * Something that one person is to be told of: what {@code direct:notices-of-change} and {@code direct:notices-of-morning}
 * give, for the operator's routes to put into words.
 *
 * @param kind {@code waiting} (an approval waits for them), {@code agreed}, {@code refused} or {@code finished} (theirs has
 *     ended), or {@code digest} (what waits for them)
 * @param to their {@code userid}
 * @param type {@code textcard} where there is somewhere to go, else {@code text}
 * @param key the same for the same thing, so that nobody is told twice
 * @param businessId the approval's number that people see, which no other has; its id where there is none
 * @param url where the task is done; {@code null} where the platform gives none
 * @param title the approval's title, not longer than a text card's heading may be
 * @param originator who started it, by name
 * @param result {@code agree} or {@code refuse}; {@code null} where there is none
 * @param createTime when it was started, as {@code 2026-01-05 08:30}
 * @param count how many approvals wait, in a digest
 * @param items some of them, those that have waited longest first
 * @param notBefore when it may be sent, as text; {@code null} for now
 */
public record Notice(
        String connection,
        String kind,
        String to,
        String type,
        String key,
        String approvalId,
        String businessId,
        String url,
        String title,
        String originator,
        String result,
        String createTime,
        int count,
        List<Item> items,
        Instant notBefore) {

    public Notice {
        items = List.copyOf(items);
    }

    /**
     * A line of a digest.
     *
     * @param since since when it waits, as {@code 01-05 08:30}
     * @param days whole days that it has waited
     */
    public record Item(String title, String originator, String since, long days) {}

    /** How many more there are than {@link #items}. */
    public int more() {
        return count - items.size();
    }
}
