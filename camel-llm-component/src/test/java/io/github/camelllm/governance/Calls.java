/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.client.CallGate;
import io.github.camelllm.client.LlmClientBuilder;
import io.github.camelllm.client.Planned;
import io.github.camelllm.dialect.openai.OpenAiChatDialect;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls without a provider: each costs 0.10 USD at most, and what a test says in the end. */
final class Calls {

    static final BigDecimal MOST = new BigDecimal("0.10");

    private static final PriceBook PRICES = new PriceBook();
    private static final ChatRequest ASK =
            ChatRequest.of("Name a prime.").toBuilder().maxTokens(1).build();
    private static final ProviderProfile ACME = new ProfileReader(
                    LlmClientBuilder.vocabulary(Map.of(OpenAiChatDialect.ID, new OpenAiChatDialect())))
            .read("acme.yaml", """
                    id: acme
                    name: Acme
                    dialect: openai-chat
                    source: {document: acme docs, checked: 2026-11-01}
                    baseUrl: https://acme.example/v1
                    models:
                      - id: dime
                        prices:
                          - rates: {input: 0, output: 100000}
                      - id: krona
                        prices:
                          - {currency: EUR, rates: {input: 0, output: 100000}}
                    """);

    private Calls() {}

    static Planned planned(Map<String, String> context) {
        return planned("dime", ASK, context);
    }

    static Planned planned(String model, ChatRequest request, Map<String, String> context) {
        Target target = new Target(ACME, ModelMatch.find(ACME, model).model());
        Instant now = Instant.now();
        return Planned.chat(
                target, request, false, PRICES, tier -> new PriceContext(now, tier, null, Map.of()), context);
    }

    /** A request whose cost nobody can tell. */
    static Planned unlimited(Map<String, String> context) {
        return planned("dime", ChatRequest.of("Name all primes."), context);
    }

    static Attempt answered(Planned planned, String usd) {
        return attempt(planned, null, Usage.of(9, 1), priced(usd));
    }

    static Attempt failed(Planned planned, ErrorKind kind, Cost cost) {
        return attempt(planned, kind, Usage.UNKNOWN, cost);
    }

    static Attempt attempt(Planned planned, @Nullable ErrorKind failure, Usage usage, Cost cost) {
        return new Attempt(
                planned.target().provider().id(),
                planned.target().model().id(),
                planned.target().model().id(),
                planned.operation(),
                false,
                Instant.now(),
                Duration.ofMillis(7),
                null,
                failure,
                200,
                "req-1",
                usage,
                cost,
                planned.context());
    }

    static Cost priced(String usd) {
        return new Cost(Money.usd(usd), CostBasis.PRICED, List.of(), "acme/dime", null);
    }

    static CallGate.Permit in(CallGate gate, Planned planned) {
        return join(gate.enter(planned));
    }

    /** Why a request is not let in. */
    static LlmException refused(CallGate gate, Planned planned) {
        try {
            CallGate.Permit permit = in(gate, planned);
            permit.unsent();
        } catch (CompletionException e) {
            return (LlmException) e.getCause();
        }
        throw new AssertionError("it was let in");
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
