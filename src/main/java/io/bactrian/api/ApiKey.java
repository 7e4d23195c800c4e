package io.bactrian.api;

import io.bactrian.connection.PlatformWords;
import io.bactrian.connection.Secret;
import io.bactrian.connection.SettingException;
import io.bactrian.connection.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as the settings hold it: its hash, and what it may do. Keys are random and long, so that a plain hash tells
 * nobody which key it is of.
 */
public final class ApiKey {
    static final Pattern HASH = Pattern.compile("sha256:[0-9a-fA-F]{64}");
    private static final String SCHEME = "sha256:";
    private static final String BEGINNING = "bactrian_";
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String name;
    private final byte[] hash;
    private final Permissions permissions;

    ApiKey(String name, String hash, Permissions permissions) {
        this.name = name;
        this.hash = HexFormat.of().parseHex(hash.substring(SCHEME.length()));
        this.permissions = permissions;
    }

    /** A new one. */
    public static Secret random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(BEGINNING + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is wrong with these permissions, as a sentence for a person; empty when a setting would take them. */
    public static Optional<String> faultOf(String permissions) {
        try {
            Permissions.read(new Settings(key -> permissions), "permissions", new PlatformWords(List.of()));
            return Optional.empty();
        } catch (SettingException e) {
            return Optional.of("'" + permissions + "' are no permissions; expected " + Permissions.example() + ".");
        }
    }

    /** What the settings hold of a key. */
    public static String hashOf(Secret key) {
        return SCHEME + HexFormat.of().formatHex(digest(key.reveal()));
    }

    static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    String name() {
        return name;
    }

    Permissions permissions() {
        return permissions;
    }

    /** Takes the same time whether it is this one or not. */
    boolean isOf(byte[] digest) {
        return MessageDigest.isEqual(hash, digest);
    }
}
