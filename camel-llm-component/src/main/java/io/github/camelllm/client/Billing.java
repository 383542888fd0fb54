/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.ModelMatch;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.PriceContext;
import io.github.camelllm.profile.Target;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what an answer, or what came of one, cost. The provider's own bill wins over our prices, which stand beside it. */
final class Billing {

    /** Statuses with which a request is turned away before a model works on it. */
    private static final Set<Integer> TURNED_AWAY = Set.of(
            400, 401, 402, 403, 404, 405, 406, 410, 411, 412, 413, 414, 415, 422, 423, 426, 428, 429, 431, 451, 498);

    /** What such a status means, unless its body tells that a model, or a paid filter, has worked all the same. */
    private static final Set<ErrorKind> TURNING_AWAY = EnumSet.of(
            ErrorKind.RATE_LIMITED,
            ErrorKind.OVERLOADED,
            ErrorKind.AUTHENTICATION_FAILED,
            ErrorKind.PERMISSION_DENIED,
            ErrorKind.QUOTA_EXHAUSTED,
            ErrorKind.CONTEXT_TOO_LONG,
            ErrorKind.MODEL_NOT_FOUND,
            ErrorKind.UNSUPPORTED_FEATURE,
            ErrorKind.INVALID_REQUEST);

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
        return response.withCost(billed(
                response.cost(),
                cost(response.model(), response.usage(), when, response.serviceTier(), texts(response.extras()))));
    }

    /**
     * How the prices of an answer come about, whatever the provider's bill says.
     *
     * @param serviceTier instead of the one that the answer states; null: that one
     */
    PriceBook.Explanation explained(ChatResponse response, Instant when, @Nullable String serviceTier) {
        String tier = serviceTier != null ? serviceTier : response.serviceTier();
        return engine.prices()
                .explain(
                        answered(response.model()),
                        response.usage(),
                        new PriceContext(when, tier, region, texts(response.extras())));
    }

    EmbeddingResponse priced(EmbeddingResponse response, Instant when) {
        return response.withCost(
                billed(response.cost(), cost(response.model(), response.usage(), when, null, Map.of())));
    }

    private static Cost billed(Cost stated, Cost ours) {
        return stated.basis() == CostBasis.REPORTED ? stated.beside(ours) : ours;
    }

    /**
     * What a part of an answer cost: a running bill is not the provider's last word. Where no usage came, at most what the
     * prompt and the part can cost, told from their characters; of a model that may have thought unseen, at most what the
     * whole answer can cost.
     */
    ChatResponse estimated(ChatResponse partial, ChatRequest request, Instant when) {
        if (counted(partial.usage())) {
            ChatResponse priced = priced(partial, when);
            return priced.withCost(priced.cost().estimated());
        }
        ChatRequest seen = target.lacks(Feature.REASONING).isEmpty()
                ? thinking(request)
                : request.toBuilder().maxTokens(Math.max(1, bytes(partial))).build();
        return partial.withCost(engine.prices().estimate(target, seen, at(when, request.serviceTier())));
    }

    /** Whether a usage counts more than the prompt, as some providers do in the head of a stream. */
    private static boolean counted(Usage usage) {
        return usage.known()
                && (usage.inputTokens().isEmpty() || usage.outputTokens().isPresent());
    }

    /** The request with the window for a limit where nothing else limits the answer. */
    private ChatRequest thinking(ChatRequest request) {
        ModelProfile model = target.model();
        boolean limited = request.sampling().maxTokens() != null || model.maxOutputTokens() != null;
        return limited || model.window() == null
                ? request
                : request.toBuilder().maxTokens(model.window()).build();
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

    /**
     * What a call cost of which nothing came but its failure. Nothing, where the provider turned the request away before
     * a model worked on it: status and kind both say so. Else nobody knows: behind a gateway's 502 or 504, a 408 or a 499
     * the model may have worked, and is then billed; a prompt that a filter stopped is billed by some (Azure OpenAI, and
     * perhaps xAI: their fact sheets, read 2026-11-25); so may an answer be that the provider itself found unusable.
     *
     * @param sent whether the provider may have got any of the request
     */
    static Cost ofFailure(LlmException failure, boolean sent) {
        if (!sent) {
            return nothing("nothing was sent");
        }
        Integer status = failure.details().httpStatus();
        if (status == null) {
            return Cost.unknown("no usage came: " + failure.kind());
        }
        return TURNED_AWAY.contains(status) && TURNING_AWAY.contains(failure.kind())
                ? nothing("refused with HTTP " + status)
                : Cost.unknown("no usage came: " + failure.kind() + ", HTTP " + status);
    }

    private static Cost nothing(String why) {
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
        return engine.prices().price(answered(model), usage, new PriceContext(when, serviceTier, region, attributes));
    }

    private Target answered(@Nullable String model) {
        return model == null ? target : answering.of(model, this::answeringTarget);
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
