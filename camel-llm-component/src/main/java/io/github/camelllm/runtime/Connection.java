/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.http.HttpVersion;
import io.github.camelllm.http.ProxyAddress;
import io.github.camelllm.http.TransportConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made and kept, in the words of the options. Equal ones share their connections.
 *
 * @param waiting how long a call may wait for a connection
 * @param perRoute the most connections to one host
 * @param inAll the most connections
 * @param idle how long an unused connection is kept
 * @param timeToLive how long a connection is used at all
 * @param httpVersion {@code 1.1} or {@code 2}
 * @param sslContext null is the JDK's own
 * @param verifier null is the usual check of names
 * @param proxy null is a direct way out
 */
public record Connection(
        Duration waiting,
        int perRoute,
        int inAll,
        Duration idle,
        Duration timeToLive,
        String httpVersion,
        @Nullable SSLContext sslContext,
        @Nullable HostnameVerifier verifier,
        @Nullable Proxy proxy) {

    private static final Map<String, HttpVersion> VERSIONS =
            Map.of("1.1", HttpVersion.HTTP_1_1, "2", HttpVersion.HTTP_2);

    TransportConfig config() {
        HttpVersion version = VERSIONS.get(httpVersion);
        if (version == null) {
            throw new IllegalArgumentException("httpVersion is '" + httpVersion + "'; allowed are 1.1 and 2");
        }
        return TransportConfig.builder()
                .connectionRequestTimeout(waiting)
                .connectionsPerRoute(perRoute)
                .maxTotalConnections(inAll)
                .connectionIdleTimeout(idle)
                .connectionTimeToLive(timeToLive)
                .httpVersion(version)
                .sslContext(sslContext)
                .hostnameVerifier(verifier)
                .proxy(proxy == null ? null : proxy.address())
                .build();
    }

    /**
     * An HTTP proxy.
     *
     * @param scheme how to speak to it, http or https
     * @param user null: it asks for no login
     * @param password asked for each time it is needed; shared by all that are equal
     * @param directHosts reached without it
     */
    public record Proxy(
            String scheme,
            String host,
            int port,
            @Nullable String user,
            @Nullable Supplier<@Nullable String> password,
            List<String> directHosts) {

        ProxyAddress address() {
            return new ProxyAddress(scheme, host, port, user, password, directHosts);
        }

        @Override
        public String toString() {
            return scheme + "://" + (user == null ? "" : "***@") + host + ":" + port;
        }
    }
}
