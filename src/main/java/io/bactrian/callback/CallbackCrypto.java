package io.bactrian.callback;

import io.bactrian.connection.EventSettings;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs, encrypts and decrypts what goes over a callback: SHA-1 over the sorted parts, AES-256 in CBC mode, the
 * same on every platform that pushes. Thread-safe.
 */
public final class CallbackCrypto {
    /** The padding is PKCS#7 with blocks of 32, which Java's own padding refuses. */
    private static final int BLOCK = 32;

    private static final int SALT = 16;
    private static final int LENGTH = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String token;
    private final byte[] owner;
    private final SecretKeySpec key;
    private final IvParameterSpec vector;

    public CallbackCrypto(EventSettings.Callback callback) {
        this.token = callback.token().reveal();
        this.owner = callback.owner().getBytes(StandardCharsets.UTF_8);
        byte[] secret = Base64.getDecoder().decode(callback.aesKey().reveal() + "=");
        this.key = new SecretKeySpec(secret, "AES");
        this.vector = new IvParameterSpec(secret, 0, SALT);
    }

    /** The signature of a message, in lower-case hexadecimal digits. */
    public String sign(String timestamp, String nonce, String encrypted) {
        String[] parts = {token, timestamp, nonce, encrypted};
        Arrays.sort(parts);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest(String.join("", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether both are the same signature; takes the same time wherever they differ. */
    static boolean isSame(String signature, String expected) {
        return MessageDigest.isEqual(
                signature.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of an encrypted message, which must be meant for us. */
    public String decrypt(String encrypted) throws CallbackRefusedException {
        byte[] plain = withoutPadding(cipherText(encrypted));
        if (plain.length < SALT + LENGTH) {
            throw broken();
        }
        int length = ByteBuffer.wrap(plain, SALT, LENGTH).getInt();
        int begin = SALT + LENGTH;
        if (length < 0 || length > plain.length - begin) {
            throw broken();
        }
        if (!MessageDigest.isEqual(Arrays.copyOfRange(plain, begin + length, plain.length), owner)) {
            throw new CallbackRefusedException(
                    Refusal.OWNER, "it is encrypted for another owner than callback-owner says");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(plain, begin, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw broken();
        }
    }

    /** A text, encrypted for our owner, in Base64. */
    public String encrypt(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        int length = SALT + LENGTH + message.length + owner.length;
        int padding = BLOCK - length % BLOCK;
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        ByteBuffer plain = ByteBuffer.allocate(length + padding)
                .put(salt)
                .putInt(message.length)
                .put(message)
                .put(owner);
        byte[] bytes = plain.array();
        Arrays.fill(bytes, length, bytes.length, (byte) padding);
        try {
            return Base64.getEncoder()
                    .encodeToString(cipher(Cipher.ENCRYPT_MODE).doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] cipherText(String encrypted) throws CallbackRefusedException {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(encrypted);
        } catch (IllegalArgumentException e) {
            throw broken();
        }
        if (bytes.length == 0 || bytes.length % BLOCK != 0) {
            throw broken();
        }
        try {
            return cipher(Cipher.DECRYPT_MODE).doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw broken();
        }
    }

    private static byte[] withoutPadding(byte[] bytes) throws CallbackRefusedException {
        int padding = bytes[bytes.length - 1];
        if (padding < 1 || padding > BLOCK) {
            throw broken();
        }
        for (int i = bytes.length - padding; i < bytes.length; i++) {
            if (bytes[i] != padding) {
                throw broken();
            }
        }
        return Arrays.copyOf(bytes, bytes.length - padding);
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(mode, key, vector);
        return cipher;
    }

    private static CallbackRefusedException broken() {
        return new CallbackRefusedException(
                Refusal.MALFORMED, "it cannot be decrypted; is callback-aes-key the one that the platform has?");
    }
}
