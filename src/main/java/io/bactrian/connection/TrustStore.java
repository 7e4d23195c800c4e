package io.bactrian.connection;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.Optional;

/**
 * The file of certificates to trust instead of Java's own. It counts for the whole process, because the stream's SDK
 * knows no other trust than Java's.
 */
public final class TrustStore {
    private static final String FILE = "tls.trust-store";
    private static final String PASSWORD = "tls.trust-store-password";
    private static final String EXAMPLE = "a PKCS12 or JKS file that keytool can list";

    private TrustStore() {}

    /** Trusts what the settings name, from now on; refuses a file that could not be used. */
    public static void use(Settings settings, Path home) {
        Optional<String> name = settings.find(FILE);
        if (name.isEmpty()) {
            return;
        }
        File file = home.resolve(name.get()).toAbsolutePath().toFile();
        if (!file.isFile() || !file.canRead()) {
            throw Settings.refuse(FILE, "is '" + name.get() + "', which is not a file that can be read", EXAMPLE);
        }
        String password = settings.find(PASSWORD).orElse("");
        KeyStore store = open(file, password);
        System.setProperty("javax.net.ssl.trustStore", file.getPath());
        System.setProperty("javax.net.ssl.trustStoreType", store.getType());
        System.setProperty("javax.net.ssl.trustStorePassword", password);
    }

    private static KeyStore open(File file, String password) {
        try {
            KeyStore store = KeyStore.getInstance(file, password.isEmpty() ? null : password.toCharArray());
            if (Collections.list(store.aliases()).stream().noneMatch(alias -> isCertificate(store, alias))) {
                throw Settings.refuse(
                        FILE,
                        "names '" + file + "', in which no certificate can be read",
                        EXAMPLE + ", and " + PASSWORD);
            }
            return store;
        } catch (IOException e) {
            throw Settings.refuse(PASSWORD, "does not open '" + file + "'", "the password of that file");
        } catch (GeneralSecurityException e) {
            throw Settings.refuse(FILE, "names '" + file + "', which is no key store", EXAMPLE);
        }
    }

    private static boolean isCertificate(KeyStore store, String alias) {
        try {
            return store.isCertificateEntry(alias);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
