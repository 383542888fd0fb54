/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import io.github.camelllm.test.camel.ComponentOptions;
import io.github.camelllm.test.net.LoopbackServer;
import io.github.camelllm.test.net.ServerConfig;
import io.github.camelllm.test.net.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * AI providers on the loopback address: a real HTTP server that speaks each provider's own wire protocol, checks requests
 * as the provider does, answers as scripted, breaks as scripted, and remembers what it was asked. Needs no key and no
 * network. Thread-safe.
 */
public final class ProviderSimulator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, SimulatedProvider> providers = new TreeMap<>();
    private final Recorder recorder;
    private final LoopbackServer server;
    private final @Nullable RealTimer ownTimer;
    private final String scheme;

    private ProviderSimulator(Builder builder) {
        recorder = new Recorder(builder.keepRequests);
        scheme = builder.sslContext == null ? "http" : "https";
        wires(ProviderSimulator.class.getClassLoader());
        wires(Thread.currentThread().getContextClassLoader());
        Timer timer = builder.timer == null ? new RealTimer() : builder.timer;
        ownTimer = builder.timer == null ? (RealTimer) timer : null;
        server = new LoopbackServer(new ServerConfig(
                new Dispatcher(providers, recorder, Optional.ofNullable(builder.directives)),
                timer,
                recorder::problem,
                builder.sslContext,
                builder.clientCertificate,
                builder.sendBufferBytes));
    }

    private void wires(@Nullable ClassLoader loader) {
        ServiceLoader.load(SimulatedWire.class, loader)
                .forEach(wire -> providers.computeIfAbsent(wire.id(), id -> new SimulatedProvider(this, wire)));
    }

    /** Starts a simulator on a free port. */
    public static ProviderSimulator start() {
        return builder().start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The root URL, without a slash at the end. */
    public String url() {
        return scheme + "://" + (scheme.equals("https") ? "localhost" : "127.0.0.1") + ":" + server.port();
    }

    public int port() {
        return server.port();
    }

    /** The provider with this id. Fails with the known ids when there is none. */
    public SimulatedProvider provider(String id) {
        SimulatedProvider provider = providers.get(id);
        if (provider == null) {
            throw new IllegalArgumentException(
                    "the simulator has no provider '" + id + "'; it has " + String.join(", ", providers.keySet()));
        }
        return provider;
    }

    /** The ids of the simulated providers. */
    public Set<String> providerIds() {
        return Set.copyOf(providers.keySet());
    }

    /** The recorded requests, oldest first. */
    public List<RecordedRequest> requests() {
        return recorder.requests();
    }

    /** The newest request. Fails when there is none. */
    public RecordedRequest lastRequest() {
        List<RecordedRequest> all = requests();
        if (all.isEmpty()) {
            throw new AssertionError("the simulator got no request");
        }
        return all.get(all.size() - 1);
    }

    /** Waits until so many requests have arrived, and returns them. Fails after ten seconds. */
    public List<RecordedRequest> awaitRequests(int count) {
        recorder.await(count + " requests arrive", PATIENCE, () -> recorder.total() >= count);
        return requests();
    }

    /** Waits until no request is being answered. Fails after ten seconds. */
    public void awaitIdle() {
        recorder.await("no request is running", PATIENCE, () -> recorder.running() == 0);
    }

    /** Waits until the client has closed so many connections in the middle of an answer. Fails after ten seconds. */
    public void awaitClosedByClient(int count) {
        recorder.await(count + " answers closed by the client", PATIENCE, () -> recorder.closedByClient() >= count);
    }

    /** Requests since the start, also those that are no longer kept. */
    public long requestCount() {
        return recorder.total();
    }

    /** Requests that are being answered now. */
    public int running() {
        return recorder.running();
    }

    /** The most requests that were being answered at the same time. */
    public int mostRunning() {
        return recorder.mostRunning();
    }

    /** Answers that the client broke off. */
    public long closedByClient() {
        return recorder.closedByClient();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return server.openConnections();
    }

    /** Connections accepted since the start. */
    public long acceptedConnections() {
        return server.acceptedConnections();
    }

    /** Connections that the client closed, idle ones included. */
    public long connectionsClosedByClient() {
        return server.connectionsClosedByClient();
    }

    /** Closes the connections that carry no call: what a client's pool meets when a provider ends keep-alive. */
    public void closeIdleConnections() {
        server.closeIdleConnections(false);
    }

    /** Resets (RST) the connections that carry no call. */
    public void resetIdleConnections() {
        server.closeIdleConnections(true);
    }

    /** What went wrong in scripts and in the server itself; empty in a good test. */
    public List<Exception> problems() {
        return recorder.problems();
    }

    /** Forgets requests, counters, queues, scripts, keys and models. Connections stay. */
    public void reset() {
        providers.values().forEach(SimulatedProvider::reset);
        recorder.clear();
    }

    /** Component options that point {@code llm:<provider>} of every simulated provider here, with a key for each. */
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        providers.values().forEach(provider -> {
            options.put("providers." + provider.id() + ".baseUrl", provider.baseUrl());
            options.put("providers." + provider.id() + ".apiKey", "test-key");
        });
        return options;
    }

    /** The {@link #options()} as properties for Camel Main, Spring Boot or a properties component. */
    public Properties properties() {
        Properties properties = new Properties();
        options().forEach((name, value) -> properties.setProperty("camel.component.llm." + name, value));
        return properties;
    }

    /** Points the {@code llm} component of this context here by its {@link #options()}. Call it before the routes start. */
    public CamelContext configure(CamelContext context) {
        ComponentOptions.set(context, options());
        return context;
    }

    @Override
    public void close() {
        server.close();
        if (ownTimer != null) {
            ownTimer.close();
        }
    }

    /** Settings of a simulator. */
    public static final class Builder {

        private @Nullable Timer timer;
        private @Nullable SSLContext sslContext;
        private @Nullable Directives directives;
        private boolean clientCertificate;
        private int sendBufferBytes;
        private int keepRequests = 10_000;

        private Builder() {}

        /** Runs the simulated delays; the wall clock by default, {@link ManualTimer} for tests. */
        public Builder timer(Timer with) {
            timer = with;
            return this;
        }

        /** Serves TLS with this context, on {@code https://localhost}. */
        public Builder tls(SSLContext context) {
            sslContext = context;
            return this;
        }

        /** Wants a certificate from the client: mutual TLS. */
        public Builder clientCertificateRequired() {
            clientCertificate = true;
            return this;
        }

        /** Bytes of the kernel's send buffer: small ones make back-pressure visible early. */
        public Builder sendBufferBytes(int bytes) {
            sendBufferBytes = bytes;
            return this;
        }

        /** How many requests are kept, the newest; 10,000 by default, 0 for measurements. */
        public Builder keepRequests(int newest) {
            keepRequests = newest;
            return this;
        }

        /** Obeys scripts that stand in the requests themselves; none by default. */
        public Builder directives(Directives with) {
            directives = with;
            return this;
        }

        public ProviderSimulator start() {
            return new ProviderSimulator(this);
        }
    }
}
