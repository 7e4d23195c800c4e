package io.bactrian.wecom;

import java.util.Locale;

/**
 * One spelling for ids that WeCom compares without case: {@code ZhangSan} and {@code zhangsan} are the same person, and
 * answers, events and the form of messages spell her as they please. Whatever crosses the border of this room is in small
 * letters; the raw payload keeps what the platform wrote.
 */
public final class WeComIds {
    private WeComIds() {}

    /** The user id as Bactrian spells it, or {@code null} where there is none. */
    public static String user(String userId) {
        String id = userId == null ? "" : userId.strip();
        return id.isEmpty() ? null : id.toLowerCase(Locale.ROOT);
    }
}
