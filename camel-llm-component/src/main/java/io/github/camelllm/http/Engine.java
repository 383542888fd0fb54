/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.config.H2Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Apache HttpClient, set up so that nothing happens that we did not ask for: no retry, no redirect, no cookie. */
final class Engine {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Sets the heap of a connection (three such buffers) and the most bytes that one hand-over carries. */
    private static final int BUFFER_BYTES = 1536;

    /** The first grant of a reply, which is also what a packed reply may bring before its window is looked at. */
    private static final int FIRST_WINDOW_BYTES = 4096;

    private static final int MIN_H2_WINDOW_BYTES = 64 * 1024;

    private final PoolingAsyncClientConnectionManager pool;
    private final CloseableHttpAsyncClient client;
    private final ProxyRoutes routes;
    private volatile boolean closing;
    private volatile @Nullable Address address;

    private record Address(URI uri, HttpHost host) {}

    Engine(TransportConfig config, HostLookup lookup, ThreadFactory threads) {
        routes = new ProxyRoutes(config.proxy());
        pool = pool(config, lookup);
        client = client(config, lookup, threads);
        client.start();
    }

    private CloseableHttpAsyncClient client(TransportConfig config, HostLookup lookup, ThreadFactory threads) {
        HttpAsyncClientBuilder builder = HttpAsyncClientBuilder.create()
                .setConnectionManager(new ConnectionGate(pool, lookup, routes))
                .setRoutePlanner(routes)
                .setIOReactorConfig(reactor(config))
                .setHttp1Config(http1(config))
                .setH2Config(http2(config))
                .setDefaultRequestConfig(requests())
                .setThreadFactory(threads)
                .setIoReactorExceptionCallback(this::unexpected)
                .setIoSessionDecorator(FairSession::new)
                .setUserAgent("camel-llm")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .addRequestInterceptorLast((request, entity, context) ->
                        CallContext.attempt(context).sending())
                .addExecInterceptorLast("ready", Engine::ready);
        if (routes.direct()) {
            // The engine's own step only logs in to servers, which we do ourselves, and to proxies; for that it takes
            // each call's path to pieces.
            builder.replaceExecInterceptor(ChainElement.PROTOCOL.name(), Engine::begin);
        } else {
            builder.addExecInterceptorFirst("begin", Engine::begin);
        }
        return builder.build();
    }

    private static IOReactorConfig reactor(TransportConfig config) {
        return IOReactorConfig.custom()
                .setIoThreadCount(config.ioThreads())
                .setTcpNoDelay(true)
                .setSoKeepAlive(true)
                .setSoTimeout(Timeout.DISABLED)
                .build();
    }

    private static Http1Config http1(TransportConfig config) {
        return Http1Config.custom()
                .setBufferSize(BUFFER_BYTES)
                .setInitialWindowSize(Math.min(FIRST_WINDOW_BYTES, config.windowBytes()))
                .setMaxHeaderCount(config.maxHeaderCount())
                .setMaxLineLength(config.maxLineBytes())
                .build();
    }

    private static H2Config http2(TransportConfig config) {
        return H2Config.custom()
                .setPushEnabled(false)
                .setInitialWindowSize(Math.max(MIN_H2_WINDOW_BYTES, config.windowBytes()))
                .build();
    }

    private static RequestConfig requests() {
        return RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.DISABLED)
                .setResponseTimeout(Timeout.DISABLED)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setExpectContinueEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static PoolingAsyncClientConnectionManager pool(TransportConfig config, HostLookup lookup) {
        ConnectionConfig.Builder connection =
                ConnectionConfig.custom().setConnectTimeout(Timeout.DISABLED).setSocketTimeout(Timeout.DISABLED);
        if (!config.connectionTimeToLive().isZero()) {
            connection.setTimeToLive(TimeValue.of(config.connectionTimeToLive()));
        }
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setTlsStrategy(tls(config))
                .setDnsResolver(lookup)
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setMaxConnPerRoute(config.connectionsPerRoute())
                .setMaxConnTotal(config.maxTotalConnections())
                .setDefaultConnectionConfig(connection.build())
                .setTlsConfigResolver(host -> TlsConfig.custom()
                        .setVersionPolicy(version(config.httpVersion(), host))
                        .setHandshakeTimeout(Timeout.DISABLED)
                        .build())
                .build();
    }

    private static HttpVersionPolicy version(HttpVersion version, HttpHost host) {
        if (version == HttpVersion.HTTP_1_1) {
            return HttpVersionPolicy.FORCE_HTTP_1;
        }
        return host.getSchemeName().equals("https") ? HttpVersionPolicy.NEGOTIATE : HttpVersionPolicy.FORCE_HTTP_2;
    }

    /**
     * The names of a certificate are checked by policy CLIENT: the engine's default, BUILTIN, checks nothing in
     * asynchronous connections (CVE-2026-71290, HttpClient 5.4 to 5.6.3, read 2026-11-25). CLIENT needs its verifier
     * given: 5.6.3 checks nothing without one.
     */
    private static TlsStrategy tls(TransportConfig config) {
        ClientTlsStrategyBuilder tls = ClientTlsStrategyBuilder.create()
                .setSslBufferMode(SSLBufferMode.DYNAMIC)
                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .setHostnameVerifier(
                        config.hostnameVerifier() == null
                                ? HttpsSupport.getDefaultHostnameVerifier()
                                : config.hostnameVerifier());
        if (config.sslContext() != null) {
            tls.setSslContext(config.sslContext());
        }
        if (!config.tlsProtocols().isEmpty()) {
            tls.setTlsVersions(config.tlsProtocols().toArray(String[]::new));
        }
        if (!config.cipherSuites().isEmpty()) {
            tls.setCiphers(config.cipherSuites().toArray(String[]::new));
        }
        return tls.buildAsync();
    }

    private static void begin(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (CallContext.attempt(scope.clientContext).attach(scope.execRuntime)) {
            chain.proceed(request, entity, scope, callback);
        } else {
            callback.failed(new InterruptedIOException("the exchange is over"));
        }
    }

    private static void ready(
            HttpRequest request,
            AsyncEntityProducer entity,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (CallContext.attempt(scope.clientContext).ready()) {
            chain.proceed(request, entity, scope, callback);
        } else {
            callback.failed(new InterruptedIOException("the exchange is over"));
        }
    }

    void execute(Attempt attempt) {
        HttpCall call = attempt.exchange().call();
        CallContext context = new CallContext(attempt);
        routes.logIn(call, context);
        attempt.attach(client.execute(
                target(call), new RequestSource(attempt), new ReplySink(attempt), null, context, new Ending(attempt)));
    }

    /** Calls mostly go where the last one went. */
    private HttpHost target(HttpCall call) {
        Address last = address;
        if (last == null || !last.uri.equals(call.uri())) {
            last = new Address(
                    call.uri(),
                    new HttpHost(
                            call.uri().getScheme(),
                            ProxyRoutes.hostName(call),
                            call.uri().getPort()));
            address = last;
        }
        return last.host;
    }

    void evict(Duration idle) {
        pool.closeExpired();
        if (!idle.isZero()) {
            pool.closeIdle(TimeValue.of(idle));
        }
    }

    PoolStats stats() {
        return pool.getTotalStats();
    }

    private void unexpected(Exception thrown) {
        if (closing) {
            LOG.debug("Closing the engine met an exception", thrown);
        } else {
            LOG.warn("An I/O thread met an unexpected exception", thrown);
        }
    }

    void close() {
        closing = true;
        client.close(CloseMode.IMMEDIATE);
    }
}
