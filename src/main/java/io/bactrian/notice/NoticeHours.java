package io.bactrian.notice;

import io.bactrian.connection.Settings;
import io.bactrian.message.Message;
import io.bactrian.message.SendingHours;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;

/** Keeps notices within working hours, however late they come to be sent; other messages go at any time. Immutable. */
public final class NoticeHours implements SendingHours {
    private static final String ABOUT = "approval";

    private final WorkingHours hours;

    public NoticeHours(Settings settings, ZoneId zone) {
        this.hours = WorkingHours.read(settings, zone);
    }

    @Override
    public Instant next(Message message, Instant at) {
        return isNotice(message) ? hours.next(at) : at;
    }

    /** As the operator's routes write them down. */
    private static boolean isNotice(Message message) {
        return ABOUT.equals(message.businessType())
                && message.key() != null
                && Stream.of(Notices.WAITING, Notices.FINISHED, Notices.DIGEST)
                        .anyMatch(kind -> message.key().startsWith(kind + ":"));
    }
}
