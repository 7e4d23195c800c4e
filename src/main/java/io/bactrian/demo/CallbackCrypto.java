package io.bactrian.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and encrypts what is pushed over HTTP, as the platform does: SHA-1 over sorted texts, AES-256-CBC with padding to
 * blocks of 32 bytes. Thread-safe.
 */
public final class CallbackCrypto {
    private static final int BLOCK = 32;
    private static final int SALT = 16;

    private final String token;
    private final String ownerKey;
    private final byte[] key;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param aesKey 43 letters and digits
     * @param ownerKey the corp id, or the app key of an app that was set up by hand
     */
    public CallbackCrypto(String token, String aesKey, String ownerKey) {
        this.token = token;
        this.ownerKey = ownerKey;
        key = Base64.getDecoder().decode(aesKey + "=");
    }

    /** Lower-case hexadecimal. */
    public String signature(String timestamp, String nonce, String encrypted) {
        String[] parts = {token, timestamp, nonce, encrypted};
        Arrays.sort(parts);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest(String.join("", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The encrypted text in Base64; never twice the same. */
    public String encrypt(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        byte[] owner = ownerKey.getBytes(StandardCharsets.UTF_8);
        int length = SALT + 4 + message.length + owner.length;
        int padding = BLOCK - length % BLOCK;
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        ByteBuffer plain = ByteBuffer.allocate(length + padding)
                .put(salt)
                .putInt(message.length)
                .put(message)
                .put(owner);
        Arrays.fill(plain.array(), length, length + padding, (byte) padding);
        return Base64.getEncoder().encodeToString(crypt(Cipher.ENCRYPT_MODE, plain.array()));
    }

    /**
     * The text that was encrypted.
     *
     * @throws IllegalArgumentException if it was not encrypted with this key, or not for this owner
     */
    public String decrypt(String encrypted) {
        byte[] plain = crypt(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(encrypted));
        int padding = plain.length == 0 ? 0 : plain[plain.length - 1];
        if (padding < 1 || padding > BLOCK || plain.length < SALT + 4 + padding) {
            throw new IllegalArgumentException("wrong padding");
        }
        int length = ByteBuffer.wrap(plain, SALT, 4).getInt();
        int end = plain.length - padding;
        if (length < 0 || length > end - SALT - 4) {
            throw new IllegalArgumentException("wrong length");
        }
        String owner = new String(plain, SALT + 4 + length, end - SALT - 4 - length, StandardCharsets.UTF_8);
        if (!owner.equals(ownerKey)) {
            throw new IllegalArgumentException("encrypted for " + owner);
        }
        return new String(plain, SALT + 4, length, StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
