package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be used is refused at the start, in one sentence; nothing is trusted by then. */
class TrustStoreTest {
    private final String before = String.valueOf(System.getProperty("javax.net.ssl.trustStore"));

    @TempDir
    private Path home;

    @Test
    void withoutASettingJavasOwnTrustStays() {
        use("", "");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        refused("no.p12", "x", "BACTRIAN_TRUST_STORE (tls.trust-store) is 'no.p12', which is not a file");
    }

    @Test
    void aWrongPasswordIsSaid() throws Exception {
        keyStore("empty.p12", "right");
        refused("empty.p12", "wrong", "BACTRIAN_TRUST_STORE_PASSWORD (tls.trust-store-password) does not open");
    }

    @Test
    void aStoreWithoutACertificateTrustsNobody() throws Exception {
        keyStore("empty.p12", "right");
        refused("empty.p12", "right", "no certificate can be read");
    }

    @Test
    void aFileOfSomethingElseIsNoKeyStore() throws Exception {
        Files.writeString(home.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----");
        refused("ca.pem", "", "which is no key store");
    }

    private void keyStore(String name, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(home.resolve(name))) {
            store.store(out, password.toCharArray());
        }
    }

    private void refused(String file, String password, String words) {
        assertThatThrownBy(() -> use(file, password))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining(password.isEmpty() ? "\n" : "'" + password + "'");
        assertThat(String.valueOf(System.getProperty("javax.net.ssl.trustStore")))
                .isEqualTo(before);
    }

    private void use(String file, String password) {
        Map<String, String> values = Map.of("tls.trust-store", file, "tls.trust-store-password", password);
        TrustStore.use(new Settings(values::get), home);
    }
}
