/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A private CA with a server's and a client's certificate; {@code make-certificates.sh} says how they were made. */
final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private Certificates() {}

    /** For a server named localhost; trusts the clients of the CA. */
    static SSLContext server() throws GeneralSecurityException, IOException {
        return context("server.p12");
    }

    /** For a client that trusts the CA and has no certificate of its own. */
    static SSLContext trusting() throws GeneralSecurityException, IOException {
        return context(null);
    }

    /** For a client that trusts the CA and shows its certificate. */
    static SSLContext mutual() throws GeneralSecurityException, IOException {
        return context("client.p12");
    }

    private static SSLContext context(@Nullable String own) throws GeneralSecurityException, IOException {
        KeyManager[] keys = null;
        if (own != null) {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(load(own), PASSWORD);
            keys = factory.getKeyManagers();
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(load("trust.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trusted.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(String file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Objects.requireNonNull(Certificates.class.getResourceAsStream(file), file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
