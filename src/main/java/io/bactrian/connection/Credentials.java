package io.bactrian.connection;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** The user and password that a visitor has to bring, as a hash: Camel's own way would be a file with both in clear. */
public final class Credentials {
    /** What a browser is answered that brings none. */
    public static final String CHALLENGE = "Basic realm=\"bactrian\", charset=\"UTF-8\"";

    private static final String SCHEME = "basic ";

    private final String user;
    private final byte[] expected;

    public Credentials(String user, Secret password) {
        this.user = user;
        this.expected = hash((user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8));
    }

    /** Those of the management address; empty when no password is set. */
    public static Optional<Credentials> read(Settings settings) {
        return settings.find("management.password")
                .map(password ->
                        new Credentials(settings.text("management.user", "the name of a user"), new Secret(password)));
    }

    /** Whoever brings them. */
    public String user() {
        return user;
    }

    /** Whether the header {@code Authorization} holds them; it may be {@code null}. */
    public boolean areIn(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).strip());
            return MessageDigest.isEqual(expected, hash(given));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hash(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
