package io.bactrian.event;

import java.util.Objects;

/**
 * What every event says, whatever it is about.
 *
 * @param connection the connection's name
 * @param id the platform's id of the event, the same each time it is delivered
 * @param type the platform's word for what happened
 * @param source the way that it came: {@code stream}, {@code callback} or {@code failed-list}
 * @param bornAt when it happened by the platform's clock, in milliseconds since 1970; {@code null} if it does not say
 * @param arrivedAt when it arrived by our own clock, in milliseconds since 1970
 */
public record EventHead(String connection, String id, String type, String source, Long bornAt, long arrivedAt) {
    public EventHead {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
    }
}
