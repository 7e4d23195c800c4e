package io.bactrian.call;

import java.util.Locale;

/** What a call, or an approval on the work list, is for; the earlier it stands here, the sooner it is served. */
public enum Purpose {
    /** Something happened just now. */
    LIVE,
    /** Somebody asked for it by hand. */
    REPLAY,
    /** An approval that we hold as open and that no longer is. */
    SWEEP,
    /** A listing of the past. */
    HISTORY,
    /** A second look for late comments. */
    REFRESH,
    /** The directory. */
    PEOPLE,
    /** The list of templates. */
    TEMPLATES,
    /** A token. */
    TOKEN,
    /** A message to somebody, and what became of it. */
    MESSAGE;

    /** Whether it may use the part of the month's calls that is kept for live work. */
    public boolean isLive() {
        return this == LIVE || this == REPLAY || this == MESSAGE;
    }

    /** The smaller, the sooner. */
    public int priority() {
        return ordinal();
    }

    /** The form that tables hold. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Purpose of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
