/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.CallListener;
import io.github.camelllm.client.LlmClient;
import io.github.camelllm.client.LlmClientBuilder;
import io.github.camelllm.client.LoadedModel;
import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.http.TransportStats;
import io.github.camelllm.profile.OwnPrices;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The one client of an application, with its profiles, dialects and connections. Thread-safe. */
public final class LlmRuntime implements AutoCloseable {

    private final LlmClient client;

    private LlmRuntime(LlmClient client) {
        this.client = client;
    }

    /**
     * Reads the profiles and gets everything ready; opens no connection.
     *
     * @throws RuntimeException when a profile is malformed: file, line and what is allowed
     */
    public static LlmRuntime start(Parts parts) {
        Map<String, Dialect> dialects = LlmClientBuilder.dialects(parts.loader());
        ProfileReader reader = new ProfileReader(LlmClientBuilder.vocabulary(dialects));
        LlmClientBuilder client = LlmClient.builder()
                .classLoader(parts.loader())
                .catalog(ProfileCatalog.load(reader, parts.loader(), parts.profilesDirectory()))
                .timer(parts.timer())
                .placeholders(parts.placeholders())
                .listener(parts.listener())
                .prices(parts.prices());
        parts.gates().forEach(client::gate);
        return new LlmRuntime(client.build());
    }

    /**
     * Makes a target ready; sends nothing.
     *
     * @param model null: the one that the profile names
     * @throws io.github.camelllm.error.LlmException for an unknown provider, a wrong setting or a missing key
     */
    public LoadedModel load(String provider, @Nullable String model, TargetOptions options) {
        return client.load(provider, model, options.settings());
    }

    /**
     * Looks whether calls of a target would stay in an area, by what its profile says; needs no key.
     *
     * @param model null: the one that the profile names
     * @throws io.github.camelllm.error.LlmException when they may leave it, or when nobody knows
     */
    public void checkResidency(String provider, @Nullable String model, TargetOptions options, String area) {
        client.checkResidency(provider, model, options.settings(), area);
    }

    /**
     * The id of the provider's profile.
     *
     * @param name the id or an alias
     * @throws io.github.camelllm.error.LlmException for an unknown provider, with near names
     */
    public String providerId(String name) {
        return client.catalog().provider(name).id();
    }

    /** The connections at this moment, a line for each way of making them. */
    public List<ConnectionState> connections() {
        return client.transports().values().stream()
                .map(transport -> state(transport.stats()))
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }

    private static ConnectionState state(TransportStats stats) {
        return new ConnectionState(stats.leased(), stats.pending(), stats.available(), stats.max(), stats.inFlight());
    }

    /**
     * What a runtime is made of.
     *
     * @param loader finds dialects and profiles
     * @param profilesDirectory with further profiles; null: none
     * @param timer runs what must happen later; not closed with the runtime
     * @param placeholders resolves placeholders in the base URLs of profiles
     * @param listener hears of each attempt
     * @param gates asked before each request is sent, one after the other
     * @param prices of the user's own
     */
    public record Parts(
            ClassLoader loader,
            @Nullable Path profilesDirectory,
            ScheduledExecutorService timer,
            UnaryOperator<String> placeholders,
            CallListener listener,
            List<CallGate> gates,
            OwnPrices prices) {}

    /**
     * Connections of one kind.
     *
     * @param leased serve a call
     * @param pending calls that wait for a connection
     * @param available idle
     * @param max the most there can be
     * @param inFlight calls that have begun and are not over
     */
    public record ConnectionState(int leased, int pending, int available, int max, int inFlight) {}
}
