package io.bactrian.message;

import java.util.Locale;

/** What a receiver is. */
public enum Kind {
    USER,
    DEPARTMENT,
    TAG,
    /** Somebody who was named by the table of members and is not there, or left. */
    MEMBER,
    EVERYONE,
    /** The group behind a channel. */
    GROUP;

    /** The form that tables and people use. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
