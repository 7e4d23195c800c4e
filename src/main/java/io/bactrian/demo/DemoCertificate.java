package io.bactrian.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A certificate for {@code localhost} that nobody trusts who was not told to: made by the JDK's keytool, once for a
 * process, in a temporary folder that goes with the process.
 *
 * @param keyStore PKCS12 with the private key
 * @param trustStore PKCS12 with the certificate alone
 * @param password of both
 */
record DemoCertificate(Path keyStore, Path trustStore, String password) {
    private static DemoCertificate made;

    /** The one of this process. */
    static synchronized DemoCertificate get() {
        if (made == null) {
            try {
                made = make(Files.createTempDirectory("bactrian-stand-in"));
            } catch (IOException e) {
                throw new UncheckedIOException("no certificate for the stand-in", e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no certificate for the stand-in", e);
            }
        }
        return made;
    }

    private static DemoCertificate make(Path folder) throws IOException, GeneralSecurityException {
        folder.toFile().deleteOnExit();
        String password = UUID.randomUUID().toString();
        DemoCertificate certificate =
                new DemoCertificate(folder.resolve("key.p12"), folder.resolve("trust.p12"), password);
        certificate.keyStore.toFile().deleteOnExit();
        certificate.trustStore.toFile().deleteOnExit();
        certificate.runKeytool();
        certificate.copyTrust();
        return certificate;
    }

    private void runKeytool() throws IOException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
                "-genkeypair -alias stand-in -keyalg EC -groupname secp256r1 -validity 3650 -dname CN=localhost"
                        + " -ext SAN=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass " + password
                        + " -keystore ";
        List<String> command = new ArrayList<>(List.of(keytool));
        command.addAll(List.of(options.trim().split(" ")));
        command.add(keyStore.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    private void copyTrust() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("stand-in", keys.getCertificate("stand-in"));
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trust.store(out, password.toCharArray());
        }
    }
}
