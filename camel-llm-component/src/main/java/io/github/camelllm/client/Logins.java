/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.auth.Authorizer;
import io.github.camelllm.auth.Login;
import io.github.camelllm.auth.LoginContext;
import io.github.camelllm.auth.SecretSource;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.profile.ProviderProfile;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The logins in use: equal ones of one provider on the same connections are one, with one token. Thread-safe. */
final class Logins implements AutoCloseable {

    private static final int MOST = 1_000;
    private static final int THREADS = 4;

    private final Transports transports;
    private final InstantSource clock;
    private final ThreadPoolExecutor blocking;
    private final Map<Used, Authorizer> inUse = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Used, Authorizer> eldest) {
            return size() > MOST;
        }
    };

    private record Used(
            String provider,
            Login login,
            TransportConfig transport,
            @Nullable String region) {}

    Logins(Transports transports, InstantSource clock) {
        this.transports = transports;
        this.clock = clock;
        AtomicInteger number = new AtomicInteger();
        this.blocking =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "camel-llm-login-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        this.blocking.allowCoreThreadTimeOut(true);
    }

    /**
     * What puts the login on the provider's calls.
     *
     * @param keyed carries a secret as the provider wants it
     * @throws IllegalArgumentException when a setting of the login is missing or wrong
     */
    synchronized Authorizer of(
            ProviderProfile provider, Login login, TargetSettings settings, Function<SecretSource, Authorizer> keyed) {
        TransportConfig config = settings.transport();
        Used used = new Used(provider.id(), login, config, settings.region());
        Authorizer known = inUse.get(used);
        if (known == null) {
            known = login.authorizer(new LoginContext(
                    keyed,
                    () -> transports.of(config),
                    () -> transports.of(config.withoutProxy()),
                    settings.deadlines(),
                    clock,
                    blocking,
                    provider.auth().signingName(),
                    settings.region()));
            inUse.put(used, known);
        }
        return known;
    }

    /** Ends what waits for a token. */
    @Override
    public void close() {
        blocking.shutdownNow();
    }
}
