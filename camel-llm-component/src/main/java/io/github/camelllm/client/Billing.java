/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.Target;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what an answer, or what came of one, cost. The provider's own bill wins over our prices. */
final class Billing {

    private final Engine engine;
    private final Target target;
    private final Last<Target> answering;
    private final @Nullable String region;

    Billing(Route route) {
        this.engine = route.engine();
        this.target = route.target();
        this.answering = route.answering();
        this.region = route.settings().region();
    }

    ChatResponse priced(ChatResponse response, Instant when) {
        if (response.cost().basis() == CostBasis.REPORTED) {
            return response;
        }
        return response.withCost(
                cost(response.model(), response.usage(), when, response.serviceTier(), texts(response.extras())));
    }

    EmbeddingResponse priced(EmbeddingResponse response, Instant when) {
        if (response.cost().basis() == CostBasis.REPORTED) {
            return response;
        }
        return response.withCost(cost(response.model(), response.usage(), when, null, Map.of()));
    }

    /**
     * What a part of an answer cost: a running bill is not the provider's last word. Where no usage came, at most what the
     * prompt and the part can cost, told from their characters.
     */
    ChatResponse estimated(ChatResponse partial, ChatRequest request, Instant when) {
        if (partial.usage().known()) {
            ChatResponse priced = priced(partial, when);
            return priced.withCost(priced.cost().estimated());
        }
        ChatRequest seen =
                request.toBuilder().maxTokens(Math.max(1, bytes(partial))).build();
        return partial.withCost(engine.prices().estimate(target, seen, at(when, request.serviceTier())));
    }

    private PriceContext at(Instant when, @Nullable String serviceTier) {
        return new PriceContext(when, serviceTier, region, Map.of());
    }

    /** No token has less than a byte. */
    private static int bytes(ChatResponse partial) {
        int bytes = 0;
        for (Choice choice : partial.choices()) {
            for (Part part : choice.parts()) {
                bytes += part.toString().getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return bytes;
    }

    /** A request that was refused before the model saw it. */
    static Cost nothing(String why) {
        return new Cost(new Money(BigDecimal.ZERO, "USD"), CostBasis.PRICED, List.of(), null, why);
    }

    private Cost cost(
            @Nullable String model,
            Usage usage,
            Instant when,
            @Nullable String serviceTier,
            Map<String, String> attributes) {
        if (!usage.known()) {
            return Cost.unknown("the provider sent no usage");
        }
        Target priced = model == null ? target : answering.of(model, this::answeringTarget);
        return engine.prices().price(priced, usage, new PriceContext(when, serviceTier, region, attributes));
    }

    /** The model that answered has the price, unless only the one that was asked for is listed. */
    private Target answeringTarget(String name) {
        Target answered = new Target(
                target.provider(), ModelMatch.find(target.provider(), name).model());
        return answered.model().listed() ? answered : target;
    }

    private static Map<String, String> texts(Map<String, Object> extras) {
        if (extras.isEmpty()) {
            return Map.of();
        }
        Map<String, String> texts = new HashMap<>();
        extras.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }
}
