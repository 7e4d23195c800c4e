package io.bactrian.approval;

import java.util.List;

/**
 * One page of ids.
 *
 * @param next where the next page begins, or {@code null} when this was the last
 */
public record IdsPage(IdsQuery query, List<String> ids, String next) {
    public IdsPage {
        ids = List.copyOf(ids);
    }
}
