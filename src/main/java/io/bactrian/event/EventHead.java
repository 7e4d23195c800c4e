package io.bactrian.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    private static final int LONGEST_ID = 128;

    public EventHead {
        Objects.requireNonNull(connection, "connection");
        id = id.length() <= LONGEST_ID ? id : hash(id);
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
    }

    /** An id that no column holds: delivering it again would not make it shorter. */
    private static String hash(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
