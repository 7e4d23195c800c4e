package io.bactrian.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.directory.DirectoryPage.Problem;
import io.bactrian.directory.DirectoryQuery;
import java.util.Optional;

/** The pages of one department's members: where the next one begins, and when to stop. Confined to one exchange. */
final class MemberPaging {
    static final int SIZE = 100;
    /** DingTalk's own bound: cursors end at 100,000. */
    private static final int MOST_PAGES = 1001;

    private final DirectoryQuery query;
    private long cursor;
    private int pages;
    private boolean more = true;

    MemberPaging(DirectoryQuery query) {
        this.query = query;
    }

    DirectoryQuery query() {
        return query;
    }

    boolean hasMore() {
        return more;
    }

    long cursor() {
        return cursor;
    }

    void end() {
        more = false;
    }

    /** Moves past a page; a listing that cannot be followed to its end is a problem. */
    Optional<Problem> advance(JsonNode result) {
        more = false;
        if (!result.path("list").isArray() && result.path("has_more").isMissingNode()) {
            return problem("DingTalk sent no list of its members");
        }
        try {
            DirectoryFields fields = new DirectoryFields(result);
            if (!Boolean.TRUE.equals(fields.flag("has_more"))) {
                return Optional.empty();
            }
            Long nextCursor = fields.number("next_cursor");
            if (nextCursor == null || nextCursor <= cursor || ++pages >= MOST_PAGES) {
                return problem("DingTalk promised more members after " + cursor + ", but not where they are");
            }
            cursor = nextCursor;
            more = true;
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return problem("Its list of members cannot be followed: " + e.getMessage());
        }
    }

    private Optional<Problem> problem(String cause) {
        return Optional.of(new Problem("department", query.departmentId(), cause, true));
    }
}
