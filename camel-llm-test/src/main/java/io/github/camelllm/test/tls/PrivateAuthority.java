/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority that nobody knows, made for one test: it signs a certificate for {@code localhost} and one for a
 * client. Give {@link #serverContext()} to the simulator, and the {@link #writeTrustStore store files} to the client's options.
 */
public final class PrivateAuthority {

    private static final byte[] SIGNED_BY_EC = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));

    /** A key with the certificate for it. */
    private record Identity(KeyPair keys, Certificate certificate) {}

    private final KeyPair authorityKeys;
    private final Certificate authority;
    private final Identity server;
    private final Identity client;

    private PrivateAuthority() throws GeneralSecurityException {
        authorityKeys = newKeys();
        byte[] mayIssue = extension(Der.oid(2, 5, 29, 19), Der.bool(true), Der.octets(Der.sequence(Der.bool(true))));
        authority = sign("Private authority for tests", authorityKeys, mayIssue, 1);
        byte[] names = Der.sequence(
                Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.tagged(0x87, new byte[] {127, 0, 0, 1}));
        KeyPair serverKeys = newKeys();
        server = new Identity(
                serverKeys, sign("localhost", serverKeys, extension(Der.oid(2, 5, 29, 17), Der.octets(names)), 2));
        KeyPair clientKeys = newKeys();
        client = new Identity(
                clientKeys,
                sign("client", clientKeys, extension(Der.oid(2, 5, 29, 19), Der.octets(Der.sequence())), 3));
    }

    public static PrivateAuthority create() {
        try {
            return new PrivateAuthority();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot make certificates for tests", e);
        }
    }

    /** For a server at {@code localhost} or {@code 127.0.0.1} that trusts clients of this authority. */
    public SSLContext serverContext() {
        return context(server);
    }

    /** For a client with a certificate that trusts servers of this authority. */
    public SSLContext clientContext() {
        return context(client);
    }

    /** For a client without a certificate that trusts servers of this authority. */
    public SSLContext anonymousContext() {
        return context(null);
    }

    /** Writes a PKCS#12 store with the authority's certificate: what a client trusts. */
    public Path writeTrustStore(Path file, String password) {
        return write(trustStore(), file, password);
    }

    /** Writes a PKCS#12 store with the client's key and certificate. */
    public Path writeClientKeyStore(Path file, String password) {
        return write(keyStore(client, password), file, password);
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private Certificate sign(String name, KeyPair keys, byte[] extension, int serial) throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] facts = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(serial)),
                SIGNED_BY_EC,
                name("Private authority for tests"),
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(Duration.ofDays(2)))),
                name(name),
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(extension)));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authorityKeys.getPrivate());
        signature.update(facts);
        byte[] whole = Der.sequence(facts, SIGNED_BY_EC, Der.bits(signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] extension(byte[]... parts) {
        return Der.sequence(parts);
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.text(common))));
    }

    private SSLContext context(@Nullable Identity own) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? new KeyManager[0] : keys(own), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyManager[] keys(Identity own) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(own, "changeit"), "changeit".toCharArray());
        return keys.getKeyManagers();
    }

    private KeyStore trustStore() {
        try {
            KeyStore store = empty();
            store.setCertificateEntry("authority", authority);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore keyStore(Identity own, String password) {
        try {
            KeyStore store = empty();
            Certificate[] chain = {own.certificate(), authority};
            store.setKeyEntry("own", own.keys().getPrivate(), password.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return store;
    }

    private static Path write(KeyStore store, Path file, String password) {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("the key store cannot be written: " + file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
