/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.http.HttpClient5Transport;
import io.github.camelllm.http.HttpTransport;
import io.github.camelllm.http.TransportConfig;
import io.github.camelllm.profile.OwnPrices;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.QuirkType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects what an {@link LlmClient} is made of. Not thread-safe. */
public final class LlmClientBuilder {

    private @Nullable ProfileCatalog catalog;
    private @Nullable Path profilesDirectory;
    private ClassLoader classLoader = LlmClientBuilder.class.getClassLoader();
    private @Nullable Function<TransportConfig, HttpTransport> transports;
    private InstantSource clock = InstantSource.system();
    private LongSupplier nanoTime = System::nanoTime;
    private @Nullable ScheduledExecutorService timer;
    private UnaryOperator<String> placeholders = UnaryOperator.identity();
    private PriceBook prices = new PriceBook();
    private TargetSettings standard = TargetSettings.STANDARD;
    private final Map<String, TargetSettings> settings = new LinkedHashMap<>();
    private final List<CallListener> listeners = new ArrayList<>();
    private final List<CallGate> gates = new ArrayList<>();

    LlmClientBuilder() {}

    /** Dialects and profiles are looked for here; the client's own class loader unless set. */
    public LlmClientBuilder classLoader(ClassLoader loader) {
        this.classLoader = loader;
        return this;
    }

    /** A folder of the user's own profiles, on top of those on the class path. */
    public LlmClientBuilder profilesDirectory(@Nullable Path folder) {
        this.profilesDirectory = folder;
        return this;
    }

    /** The providers; those on the class path unless set. */
    public LlmClientBuilder catalog(ProfileCatalog providers) {
        this.catalog = providers;
        return this;
    }

    /** Settings of all targets that have none of their own. */
    public LlmClientBuilder settings(TargetSettings forAll) {
        this.standard = forAll;
        return this;
    }

    /** Settings of one provider's targets, by the profile's id. */
    public LlmClientBuilder settings(String provider, TargetSettings own) {
        settings.put(provider, own);
        return this;
    }

    /** Prices of the user's own, which go before those of the profiles. */
    public LlmClientBuilder prices(OwnPrices own) {
        this.prices = new PriceBook(own);
        return this;
    }

    /** Hears of each attempt. */
    public LlmClientBuilder listener(CallListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Asked before each request is sent, after the gates that were added before. */
    public LlmClientBuilder gate(CallGate gate) {
        gates.add(gate);
        return this;
    }

    /** Resolves placeholders in base URLs. */
    public LlmClientBuilder placeholders(UnaryOperator<String> resolver) {
        this.placeholders = resolver;
        return this;
    }

    /** Makes transports. */
    public LlmClientBuilder transports(Function<TransportConfig, HttpTransport> factory) {
        this.transports = factory;
        return this;
    }

    /** The time of day, for prices. */
    public LlmClientBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /** The time for durations. */
    public LlmClientBuilder nanoTime(LongSupplier ticker) {
        this.nanoTime = ticker;
        return this;
    }

    /** Runs what must happen later; not closed with the client. */
    public LlmClientBuilder timer(ScheduledExecutorService scheduler) {
        this.timer = scheduler;
        return this;
    }

    /**
     * The client.
     *
     * @throws io.github.camelllm.error.LlmException INVALID_REQUEST for a malformed profile
     */
    public LlmClient build() {
        Map<String, Dialect> dialects = dialects(classLoader);
        ProfileCatalog providers = catalog != null
                ? catalog
                : ProfileCatalog.load(new ProfileReader(vocabulary(dialects)), classLoader, profilesDirectory);
        ScheduledExecutorService scheduler = timer != null ? timer : ownTimer();
        Function<TransportConfig, HttpTransport> factory = this.transports != null
                ? this.transports
                : config -> new HttpClient5Transport(config, scheduler, nanoTime);
        Transports transports = new Transports(factory);
        Engine engine = new Engine(
                providers,
                prices,
                dialects,
                transports,
                new Logins(transports, clock),
                clock,
                nanoTime,
                scheduler,
                List.copyOf(listeners),
                Gates.of(gates),
                placeholders);
        return new LlmClient(engine, settings, standard, timer == null);
    }

    /** The dialects on a class path, by id. */
    public static Map<String, Dialect> dialects(ClassLoader loader) {
        Map<String, Dialect> dialects = new LinkedHashMap<>();
        ServiceLoader.load(Dialect.class, loader).forEach(dialect -> dialects.put(dialect.id(), dialect));
        return Map.copyOf(dialects);
    }

    /** The quirks that profiles may set, by dialect. */
    public static Map<String, Map<String, QuirkType>> vocabulary(Map<String, Dialect> dialects) {
        Map<String, Map<String, QuirkType>> words = new LinkedHashMap<>();
        dialects.forEach((id, dialect) -> words.put(id, dialect.quirks()));
        return words;
    }

    private static ScheduledExecutorService ownTimer() {
        ScheduledThreadPoolExecutor own = (ScheduledThreadPoolExecutor) Executors.newScheduledThreadPool(1, task -> {
            Thread thread = new Thread(task, "camel-llm-timer");
            thread.setDaemon(true);
            return thread;
        });
        own.setRemoveOnCancelPolicy(true);
        return own;
    }
}
