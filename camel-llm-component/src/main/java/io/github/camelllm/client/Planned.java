/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.Target;
import io.github.camelllm.profile.TokenBounds;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request that would be sent now, and what it may use at most. Estimates are made when they are asked for, once. */
public final class Planned {

    private final Target target;
    private final String operation;
    private final boolean streamed;
    private final Map<String, String> context;
    private final @Nullable Long answerTokens;
    private final Supplier<TokenBounds> bounds;
    private final Supplier<Cost> cost;
    private volatile @Nullable TokenBounds knownBounds;
    private volatile @Nullable Cost knownCost;
    private @Nullable Object login;
    private @Nullable Duration patience;

    private Planned(
            Target target,
            String operation,
            boolean streamed,
            Map<String, String> context,
            @Nullable Long answerTokens,
            Supplier<TokenBounds> bounds,
            Supplier<Cost> cost) {
        this.target = target;
        this.operation = operation;
        this.streamed = streamed;
        this.context = context;
        this.answerTokens = answerTokens;
        this.bounds = bounds;
        this.cost = cost;
    }

    /**
     * A chat request.
     *
     * @param streamed whether a streamed answer is asked for
     * @param at gives the moment, the region and the tier of service, for the price
     * @param context what the caller knows of the call
     */
    public static Planned chat(
            Target target,
            ChatRequest request,
            boolean streamed,
            PriceBook prices,
            Function<@Nullable String, PriceContext> at,
            Map<String, String> context) {
        return new Planned(
                target,
                "chat",
                streamed,
                context,
                answerTokens(target, request),
                () -> TokenBounds.of(request),
                () -> prices.estimate(target, request, at.apply(request.serviceTier())));
    }

    /**
     * A request for vectors; its answer has no tokens.
     *
     * @param at as for {@link #chat}
     */
    public static Planned embedding(
            Target target,
            EmbeddingRequest request,
            PriceBook prices,
            Function<@Nullable String, PriceContext> at,
            Map<String, String> context) {
        return new Planned(
                target,
                "embed",
                false,
                context,
                0L,
                () -> TokenBounds.of(request),
                () -> prices.estimate(target, request, at.apply(null)));
    }

    private static @Nullable Long answerTokens(Target target, ChatRequest request) {
        Integer each = request.sampling().maxTokens() != null
                ? request.sampling().maxTokens()
                : target.model().maxOutputTokens();
        Integer answers = request.sampling().n();
        return each == null ? null : (long) each * (answers == null ? 1 : answers);
    }

    /**
     * The same request, with what its gates may want to know.
     *
     * @param who stands for the login; null: nobody knows which key it will have
     * @param limit for the whole call; zero: none
     */
    public Planned by(@Nullable Object who, Duration limit) {
        login = who;
        patience = limit.isZero() ? null : limit;
        return this;
    }

    /** Stands for who calls: the same for calls with the same key; empty when a pool chooses the key, or nobody knows. */
    public Optional<Object> login() {
        return Optional.ofNullable(login);
    }

    /** How long the whole call may take; empty: nothing limits it. */
    public Optional<Duration> patience() {
        return Optional.ofNullable(patience);
    }

    /** Whom it goes to. */
    public Target target() {
        return target;
    }

    /** Such as {@code chat}. */
    public String operation() {
        return operation;
    }

    /** Whether a streamed answer is asked for. */
    public boolean streamed() {
        return streamed;
    }

    /** What the caller knows of the call, such as exchange id, route, tenant and tags; the same as in its attempt. */
    public Map<String, String> context() {
        return context;
    }

    /** At most what it costs; unknown, with the reason, where nobody can tell. */
    public Cost atMost() {
        Cost known = knownCost;
        if (known == null) {
            known = cost.get();
            knownCost = known;
        }
        return known;
    }

    /** How many tokens its prompt has. */
    public TokenBounds promptTokens() {
        TokenBounds known = knownBounds;
        if (known == null) {
            known = bounds.get();
            knownBounds = known;
        }
        return known;
    }

    /** The most tokens of its answer, all choices together; empty when nothing limits them. */
    public OptionalLong mostAnswerTokens() {
        return answerTokens == null ? OptionalLong.empty() : OptionalLong.of(answerTokens);
    }

    /** The most tokens of prompt and answer; empty when nobody can tell. A prompt is no longer than the model's window. */
    public OptionalLong mostTokens() {
        Long most = promptTokens().most().orElse(null);
        if (most == null || answerTokens == null) {
            return OptionalLong.empty();
        }
        Integer window = operation.equals("chat") ? target.model().window() : null;
        return OptionalLong.of((window == null ? most : Math.min(most, window)) + answerTokens);
    }

    @Override
    public String toString() {
        return operation + " at " + target;
    }
}
