package io.bactrian.call;

/** What to do about a call that failed. */
public enum ErrorClass {
    /** May succeed later: repeat after a pause that grows. */
    RETRY,
    /** The token was refused: fetch a new one, repeat once. */
    TOKEN,
    /** Too fast: everybody on that interface rests for a second, then repeat. */
    SLOW_DOWN,
    /** The platform refuses this address for minutes: all calls rest. */
    BANNED,
    /** The month's calls are spent: no charged call until next month, or until the setting changes. */
    QUOTA,
    /**
     * The platform refuses us altogether (credentials, permission of the API, address, app off): nobody's call will be
     * answered until a person mends it.
     */
    REFUSED,
    /** What was asked for is not there (any more), or out of sight: an answer, not a fault. */
    ABSENT,
    /** Repeating cannot help: a person has to mend something. */
    PERMANENT;

    /** Whether the door repeats such a call by itself. */
    public boolean isRepeatable() {
        return this == RETRY || this == TOKEN || this == SLOW_DOWN || this == BANNED;
    }

    /** Whether the same call may well succeed on another day. */
    public boolean isTransient() {
        return this == RETRY || this == SLOW_DOWN || this == BANNED;
    }
}
