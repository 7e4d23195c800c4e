package io.bactrian.api;

import java.util.Arrays;
import java.util.Optional;

/** What a key may be permitted to do; the platform's word or a connection's name stands before it. */
enum Right {
    SYNC_DEPARTMENT("sync.department"),
    SYNC_USER("sync.user"),
    SYNC_ALL("sync.all"),
    SYNC_VIEW("sync.view"),
    DEPARTMENT_VIEW("department.view"),
    USER_VIEW("user.view"),
    /** Phone numbers and mail addresses. */
    USER_PRIVATE("user.private"),
    APPROVAL_VIEW("approval.view"),
    APPROVAL_REPLAY("approval.replay"),
    WORK_VIEW("work.view"),
    RUN_VIEW("run.view"),
    MESSAGE_VIEW("message.view"),
    MESSAGE_SEND("message.send"),
    AUDIT_VIEW("audit.view");

    private final String words;

    Right(String words) {
        this.words = words;
    }

    /** Such as {@code user.view}. */
    String words() {
        return words;
    }

    static Optional<Right> of(String words) {
        return Arrays.stream(values())
                .filter(right -> right.words.equals(words))
                .findFirst();
    }
}
