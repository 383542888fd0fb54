/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A private CA with a server's and a client's certificate, made by the JDK's keytool. */
final class Certificates {

    private static final String PASSWORD = "changeit";

    private static final class Shared {
        static final Certificates INSTANCE = make();
    }

    private final KeyStore server;
    private final KeyStore client;
    private final KeyStore trust;

    private Certificates(KeyStore server, KeyStore client, KeyStore trust) {
        this.server = server;
        this.client = client;
        this.trust = trust;
    }

    static Certificates shared() {
        return Shared.INSTANCE;
    }

    private static Certificates make() {
        try {
            Path folder = Files.createTempDirectory("certificates");
            try {
                return new Keytool(folder).certificates();
            } finally {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("keytool could not make the certificates", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** For a server; trusts the clients of the CA. */
    SSLContext server() throws GeneralSecurityException {
        return context(server);
    }

    /** For a client that trusts the CA and has no certificate of its own. */
    SSLContext trusting() throws GeneralSecurityException {
        return context(null);
    }

    /** For a client that trusts the CA and shows its certificate. */
    SSLContext mutual() throws GeneralSecurityException {
        return context(client);
    }

    private SSLContext context(@Nullable KeyStore own) throws GeneralSecurityException {
        KeyManager[] keys = null;
        if (own != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, PASSWORD.toCharArray());
            keys = factory.getKeyManagers();
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusted.getTrustManagers(), null);
        return context;
    }

    private record Keytool(Path folder) {

        Certificates certificates() throws IOException, InterruptedException, GeneralSecurityException {
            pair("ca", "CN=Test CA", "-ext", "bc:c");
            pair("server", "CN=localhost");
            pair("client", "CN=the client");
            sign("server", "san=dns:localhost,ip:127.0.0.1");
            sign("client", "eku=clientAuth");
            run("-exportcert", "-alias", "ca", "-keystore", "ca.p12", "-rfc", "-file", "ca.pem");
            run("-importcert", "-noprompt", "-alias", "ca", "-keystore", "trust.p12", "-file", "ca.pem");
            return new Certificates(load("server.p12"), load("client.p12"), load("trust.p12"));
        }

        private void pair(String name, String subject, String... more) throws IOException, InterruptedException {
            List<String> arguments = new ArrayList<>(List.of(
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keystore",
                    name + ".p12",
                    "-dname",
                    subject,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-validity",
                    "3650"));
            arguments.addAll(List.of(more));
            run(arguments.toArray(String[]::new));
        }

        private void sign(String name, String extension) throws IOException, InterruptedException {
            run("-certreq", "-alias", name, "-keystore", name + ".p12", "-file", name + ".csr");
            run(
                    "-gencert",
                    "-alias",
                    "ca",
                    "-keystore",
                    "ca.p12",
                    "-infile",
                    name + ".csr",
                    "-outfile",
                    name + ".crt",
                    "-ext",
                    extension,
                    "-validity",
                    "3650",
                    "-rfc");
            run("-exportcert", "-alias", "ca", "-keystore", "ca.p12", "-rfc", "-file", "ca.pem");
            run("-importcert", "-noprompt", "-alias", "ca", "-keystore", name + ".p12", "-file", "ca.pem");
            run("-importcert", "-alias", name, "-keystore", name + ".p12", "-file", name + ".crt");
        }

        private void run(String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            command.addAll(List.of(arguments));

            command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        }

        private KeyStore load(String file) throws IOException, GeneralSecurityException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(folder.resolve(file))) {
                store.load(in, PASSWORD.toCharArray());
            }
            return store;
        }
    }
}
