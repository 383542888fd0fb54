/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made and kept. Equal configurations may share one transport; an SSL context, a verifier and a
 * password supplier are equal to themselves only.
 *
 * @param connectionRequestTimeout how long a call may wait for a connection when all are busy; 30 s, zero is no limit
 * @param connectionsPerRoute the most connections to one host; 1024
 * @param maxTotalConnections the most connections in all; 4096
 * @param connectionIdleTimeout how long an unused connection is kept, below what servers usually allow; 30 s, zero is
 *     no limit
 * @param connectionTimeToLive how long a connection is used at all, so that a changed DNS entry is noticed; 10 min, zero
 *     is no limit
 * @param httpVersion the protocol; HTTP/1.1
 * @param sslContext trust and own certificate; null is the JDK's own
 * @param hostnameVerifier instead of the usual check of the certificate's names; null is the usual check
 * @param tlsProtocols such as TLSv1.3; empty is what the context enables
 * @param cipherSuites empty is what the context enables
 * @param proxy the way out, or null for a direct one
 * @param ioThreads threads that serve all connections; 2
 * @param windowBytes the most body bytes of a stream that its reader has not consumed yet; 64 KiB
 * @param maxHeaderCount the most header fields of a reply; 200
 * @param maxLineBytes the longest header line of a reply; 16 KiB
 */
public record TransportConfig(
        Duration connectionRequestTimeout,
        int connectionsPerRoute,
        int maxTotalConnections,
        Duration connectionIdleTimeout,
        Duration connectionTimeToLive,
        HttpVersion httpVersion,
        @Nullable SSLContext sslContext,
        @Nullable HostnameVerifier hostnameVerifier,
        List<String> tlsProtocols,
        List<String> cipherSuites,
        @Nullable ProxyAddress proxy,
        int ioThreads,
        int windowBytes,
        int maxHeaderCount,
        int maxLineBytes) {

    /** Everything at its default. */
    public static final TransportConfig STANDARD = builder().build();

    public TransportConfig {
        tlsProtocols = List.copyOf(tlsProtocols);
        cipherSuites = List.copyOf(cipherSuites);
        notNegative("connectionRequestTimeout", connectionRequestTimeout);
        notNegative("connectionIdleTimeout", connectionIdleTimeout);
        notNegative("connectionTimeToLive", connectionTimeToLive);
        positive("connectionsPerRoute", connectionsPerRoute);
        positive("maxTotalConnections", maxTotalConnections);
        positive("ioThreads", ioThreads);
        positive("windowBytes", windowBytes);
        positive("maxHeaderCount", maxHeaderCount);
        positive("maxLineBytes", maxLineBytes);
    }

    private static void notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be positive, or zero for no limit");
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be at least 1");
        }
    }

    /** The same without a proxy. */
    public TransportConfig withoutProxy() {
        return new TransportConfig(
                connectionRequestTimeout,
                connectionsPerRoute,
                maxTotalConnections,
                connectionIdleTimeout,
                connectionTimeToLive,
                httpVersion,
                sslContext,
                hostnameVerifier,
                tlsProtocols,
                cipherSuites,
                null,
                ioThreads,
                windowBytes,
                maxHeaderCount,
                maxLineBytes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private Duration connectionRequestTimeout = Duration.ofSeconds(30);
        private int connectionsPerRoute = 1024;
        private int maxTotalConnections = 4096;
        private Duration connectionIdleTimeout = Duration.ofSeconds(30);
        private Duration connectionTimeToLive = Duration.ofMinutes(10);
        private HttpVersion httpVersion = HttpVersion.HTTP_1_1;
        private @Nullable SSLContext sslContext;
        private @Nullable HostnameVerifier hostnameVerifier;
        private List<String> tlsProtocols = List.of();
        private List<String> cipherSuites = List.of();
        private @Nullable ProxyAddress proxy;
        private int ioThreads = 2;
        private int windowBytes = 64 * 1024;
        private int maxHeaderCount = 200;
        private int maxLineBytes = 16 * 1024;

        private Builder() {}

        public Builder connectionRequestTimeout(Duration value) {
            connectionRequestTimeout = value;
            return this;
        }

        public Builder connectionsPerRoute(int value) {
            connectionsPerRoute = value;
            return this;
        }

        public Builder maxTotalConnections(int value) {
            maxTotalConnections = value;
            return this;
        }

        public Builder connectionIdleTimeout(Duration value) {
            connectionIdleTimeout = value;
            return this;
        }

        public Builder connectionTimeToLive(Duration value) {
            connectionTimeToLive = value;
            return this;
        }

        public Builder httpVersion(HttpVersion value) {
            httpVersion = value;
            return this;
        }

        public Builder sslContext(@Nullable SSLContext value) {
            sslContext = value;
            return this;
        }

        public Builder hostnameVerifier(@Nullable HostnameVerifier value) {
            hostnameVerifier = value;
            return this;
        }

        public Builder tlsProtocols(List<String> value) {
            tlsProtocols = List.copyOf(value);
            return this;
        }

        public Builder cipherSuites(List<String> value) {
            cipherSuites = List.copyOf(value);
            return this;
        }

        public Builder proxy(@Nullable ProxyAddress value) {
            proxy = value;
            return this;
        }

        public Builder ioThreads(int value) {
            ioThreads = value;
            return this;
        }

        public Builder windowBytes(int value) {
            windowBytes = value;
            return this;
        }

        public Builder maxHeaderCount(int value) {
            maxHeaderCount = value;
            return this;
        }

        public Builder maxLineBytes(int value) {
            maxLineBytes = value;
            return this;
        }

        public TransportConfig build() {
            return new TransportConfig(
                    connectionRequestTimeout,
                    connectionsPerRoute,
                    maxTotalConnections,
                    connectionIdleTimeout,
                    connectionTimeToLive,
                    httpVersion,
                    sslContext,
                    hostnameVerifier,
                    tlsProtocols,
                    cipherSuites,
                    proxy,
                    ioThreads,
                    windowBytes,
                    maxHeaderCount,
                    maxLineBytes);
        }
    }
}
