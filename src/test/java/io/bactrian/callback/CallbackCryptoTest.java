package io.bactrian.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bactrian.connection.EventSettings;
import io.bactrian.connection.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of DingTalk's documentation, and whatever else might be sent in its place. */
class CallbackCryptoTest {
    private static final String KEY = "1234567890123456789012345678901234567890123";
    private static final String OWNER = "dingsnotzck6pm5veliw";
    private static final String ENCRYPTED =
            "YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==";

    private final CallbackCrypto crypto = crypto(KEY, OWNER);

    private static CallbackCrypto crypto(String key, String owner) {
        return new CallbackCrypto(
                new EventSettings.Callback(new Secret("123456"), new Secret(key), owner, Optional.empty()));
    }

    @Test
    void theExampleOfTheDocumentation() throws Exception {
        assertThat(crypto.sign("1614767836", "A7Co0cJLMzIDtMMI", ENCRYPTED))
                .isEqualTo("9a95a004dd16f5c307e849b994173f76aa26e5eb");
        assertThat(crypto.decrypt(ENCRYPTED)).isEqualTo("success");
    }

    @Test
    void everyLengthComesBackAndNoTwoCiphersAreTheSame() throws Exception {
        for (int length = 0; length < 100; length++) {
            String text = "汉".repeat(length / 3) + "x".repeat(length % 3);
            String encrypted = crypto.encrypt(text);

            assertThat(crypto.decrypt(encrypted)).isEqualTo(text);
            assertThat(crypto.encrypt(text)).isNotEqualTo(encrypted);
            assertThat(Base64.getDecoder().decode(encrypted).length % 32).isZero();
        }
    }

    @Test
    void onlyTheWholeSignatureIsTheSame() {
        String signature = "9a95a004dd16f5c307e849b994173f76aa26e5eb";

        assertThat(CallbackCrypto.isSame(signature, signature)).isTrue();
        assertThat(CallbackCrypto.isSame(signature.substring(1), signature)).isFalse();
        assertThat(CallbackCrypto.isSame("", signature)).isFalse();
        assertThat(CallbackCrypto.isSame(signature.toUpperCase(Locale.ROOT), signature))
                .isFalse();
    }

    @Test
    void whatIsMeantForAnotherOwnerIsRefused() {
        for (String other : new String[] {"dingsnotzck6pm5veli", OWNER + "x", "x", "", "dingSnotzck6pm5veliw"}) {
            assertThat(refusal(crypto(KEY, other).encrypt("success"))).as(other).isEqualTo(Refusal.OWNER);
        }
    }

    @Test
    void anotherKeyIsRefused() {
        assertThat(refusal(crypto(KEY.replace('1', 'z'), OWNER).encrypt("success")))
                .isIn(Refusal.MALFORMED, Refusal.OWNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "not base64 at all", "YWJj", "汉字", "YvkvaGe4hQxd3VxRmEty0dVl nCOAqwf56xwTRHDHoOU"})
    void whatIsNoCipherTextIsRefused(String encrypted) {
        assertThat(refusal(encrypted)).isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] bytes = Base64.getDecoder().decode(crypto.encrypt("{\"EventType\":\"check_url\"}"));
        for (int length = 0; length < bytes.length; length++) {
            assertThat(refusal(Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length))))
                    .as("%s bytes", length)
                    .isIn(Refusal.MALFORMED, Refusal.OWNER);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33, 64, 127, -1, -128})
    void aPaddingThatIsNoneIsRefused(int padding) {
        byte[] plain = plain("success".length(), OWNER, 17);
        plain[plain.length - 1] = (byte) padding;

        assertThat(refusal(encrypted(plain))).isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void aPaddingOfDifferentBytesIsRefused() {
        byte[] plain = plain("success".length(), OWNER, 17);
        plain[plain.length - 17] = 16;

        assertThat(refusal(encrypted(plain))).isEqualTo(Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 28, 1000, Integer.MAX_VALUE})
    void aLengthThatDoesNotFitIsRefused(int length) {
        assertThat(refusal(encrypted(plain(length, OWNER, 17)))).isEqualTo(Refusal.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 8, 27})
    void aLengthThatCutsElsewhereIsAnotherOwner(int length) {
        assertThat(refusal(encrypted(plain(length, OWNER, 17)))).isEqualTo(Refusal.OWNER);
    }

    @Test
    void noiseIsRefusedAndNothingElseIsThrown() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[32 * (1 + random.nextInt(4))];
            random.nextBytes(noise);
            assertThat(refusal(Base64.getEncoder().encodeToString(noise))).isNotNull();
        }
    }

    private Refusal refusal(String encrypted) {
        return catchThrowableOfType(CallbackRefusedException.class, () -> crypto.decrypt(encrypted))
                .refusal();
    }

    /** The parts of a message before encryption, with whatever length field and padding. */
    private static byte[] plain(int length, String owner, int padding) {
        byte[] rest = ("success" + owner).getBytes(StandardCharsets.UTF_8);
        byte[] plain = ByteBuffer.allocate(20 + rest.length + padding)
                .position(16)
                .putInt(length)
                .put(rest)
                .array();
        Arrays.fill(plain, plain.length - padding, plain.length, (byte) padding);
        return plain;
    }

    private static String encrypted(byte[] plain) {
        try {
            byte[] key = Base64.getDecoder().decode(KEY + "=");
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** What WeCom pushes is made the same way; the second one is padded by more than a block of AES. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "781596136c622346e90af1ffb45e50fc9f4dc5a9"
                        + "|Q3stYC6hdFzMh9T8HCvyDOjpXLNauJhx2jaflIofLlWcPHPJAcgBUUOzN9xeDJkASTzA3UNkHtHlNLjAmJZghw=="
                        + "|5927782489442352469",
                "3d58ae098a9bffab998b38202d31f5104e3fcf47"
                        + "|Q3stYC6hdFzMh9T8HCvyDLT0iVBa/v13jJBzvTKLwK4QC5/bYjQ1SGavpAscXX4l09feR8TZrKCsH8jy+UIpQ2/U"
                        + "utFcxsh02rm5U5mtK8KdVF5B27Ai1UnALBTByBr7Y/BAmiMn1cd5hFfHzli3lFLD0MO+dK3BIewaCzYRY9ZMVFmk"
                        + "gJTfu4YRg1nxXZqp9YvetZsT9guiZinlXYijBP54A3NNvj2nuJgxHu09GEZEp5Rs+qzcbI5Jc52gOl8p1bvHCf8D"
                        + "cJNth/v9pFYM/SLwifxFG45Siji7G7Bty/dRHgja/h1c0I8msx6bl3w+ofdPXLbNldI7vkrmwES2sd33+wBzCjLe"
                        + "kmkfDbDd79fQXAz8mGgmAJjGKUutGloi"
                        + "|<xml><ToUserName>wwcorp0000000001</ToUserName><FromUserName>sys</FromUserName>"
                        + "<CreateTime>1700000000</CreateTime><MsgType>event</MsgType><Event>change_contact</Event>"
                        + "<ChangeType>delete_user</ChangeType><UserID>u1001</UserID></xml>"
            })
    void whatWeComHasEncryptedIsRead(String signature, String encrypted, String text) throws Exception {
        CallbackCrypto wecom = new CallbackCrypto(new EventSettings.Callback(
                new Secret("camelToken01"),
                new Secret("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
                "wwcorp0000000001",
                Optional.empty()));

        assertThat(wecom.sign("1700000000", "987654321", encrypted)).isEqualTo(signature);
        assertThat(wecom.decrypt(encrypted)).isEqualTo(text);
    }
}
