package io.bactrian.directory;

import io.bactrian.event.EventHead;
import java.util.List;

/**
 * Something that happened to people or departments: the body of {@code direct:directory-event}.
 *
 * @param ids members or departments that it is about; empty where it is about everything
 */
public record DirectoryEvent(EventHead head, Kind kind, List<String> ids) {
    public DirectoryEvent {
        ids = List.copyOf(ids);
    }

    boolean isOfMembers() {
        return kind == Kind.MEMBER_CHANGED || kind == Kind.MEMBER_LEFT;
    }

    boolean saysGone() {
        return kind == Kind.MEMBER_LEFT || kind == Kind.DEPARTMENT_REMOVED;
    }

    /** What happened. */
    public enum Kind {
        /** Joined, or something of them changed. */
        MEMBER_CHANGED,
        MEMBER_LEFT,
        /** Opened, renamed or moved. */
        DEPARTMENT_CHANGED,
        DEPARTMENT_REMOVED
    }
}
