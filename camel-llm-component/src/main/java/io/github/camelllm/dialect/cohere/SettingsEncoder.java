/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Feature;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes how tokens are chosen and how the model thinks. The ranges are those of Cohere's API description of 2026-08-20; a
 * value outside of them becomes a notice.
 */
final class SettingsEncoder {

    private static final int MOST_STOPS = 5;

    private final RequestBody body;

    SettingsEncoder(RequestBody body) {
        this.body = body;
    }

    void encode(ChatRequest request) {
        sampling(request.sampling());
        thinking(request.reasoning());
        absent(Feature.N, one(request.sampling().n()));
        absent(Feature.PROMPT_CACHE_KEY, request.promptCacheKey());
        absent(Feature.USER, request.user());
        absent(Feature.METADATA, request.metadata().isEmpty() ? null : request.metadata());
        absent(Feature.SERVICE_TIER, request.serviceTier());
    }

    private void sampling(Sampling sampling) {
        whole(Feature.MAX_TOKENS, "max_tokens", sampling.maxTokens(), 1, Integer.MAX_VALUE);
        decimal(Feature.TEMPERATURE, "temperature", sampling.temperature(), 0, 1);
        decimal(Feature.TOP_P, "p", sampling.topP(), 0.01, 0.99);
        whole(Feature.TOP_K, "k", sampling.topK(), 0, 500);
        whole(Feature.SEED, "seed", sampling.seed(), 0, Long.MAX_VALUE);
        decimal(Feature.FREQUENCY_PENALTY, "frequency_penalty", sampling.frequencyPenalty(), 0, 1);
        decimal(Feature.PRESENCE_PENALTY, "presence_penalty", sampling.presencePenalty(), 0, 1);
        stop(sampling);
        logprobs(sampling.topLogprobs());
    }

    private void stop(Sampling sampling) {
        if (sampling.stop().size() > MOST_STOPS) {
            body.notice(
                    Feature.STOP.setting(),
                    "the provider takes at most " + MOST_STOPS + " texts, not "
                            + sampling.stop().size());
        } else if (!sampling.stop().isEmpty() && body.takes(Feature.STOP, "stop_sequences")) {
            body.member("stop_sequences", "stop").value(sampling.stop());
        }
    }

    private void logprobs(@Nullable Integer alternatives) {
        if (alternatives == null || !body.takes(Feature.LOGPROBS, "logprobs")) {
            return;
        }
        body.member("logprobs", "topLogprobs").bool(true);
        if (alternatives > 0) {
            body.notice("topLogprobs", "the provider tells the tokens it chose, not their alternatives");
        }
    }

    /** A model that can think does so unless it is told not to. */
    private void thinking(ReasoningSettings asked) {
        Map<String, Object> thinking = new LinkedHashMap<>();
        if (asked.effort() == ReasoningEffort.NONE) {
            thinking.put("type", "disabled");
        } else if (asked.effort() != null) {
            absent(Feature.REASONING_EFFORT, asked.effort());
        }
        budget(asked, thinking);
        if (Boolean.FALSE.equals(asked.visible())) {
            body.notice(
                    "reasoning.visible",
                    "the provider always shows the thoughts; the reasoning effort none stops them");
        }
        if (!thinking.isEmpty()) {
            body.member("thinking", "reasoning").value(thinking);
        }
    }

    private void budget(ReasoningSettings asked, Map<String, Object> thinking) {
        if (asked.budgetTokens() == null || !body.takes(Feature.REASONING_BUDGET, "thinking")) {
            return;
        }
        if (!thinking.isEmpty()) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the reasoning effort none and a reasoning budget exclude each other");
        }
        thinking.put("type", "enabled");
        thinking.put("token_budget", asked.budgetTokens());
    }

    private void whole(Feature feature, String field, @Nullable Number value, long least, long most) {
        if (value != null && body.takes(feature, field) && within(feature, value, least, most)) {
            body.member(field, feature.setting()).number(value.longValue());
        }
    }

    private void decimal(Feature feature, String field, @Nullable Double value, double least, double most) {
        if (value != null && body.takes(feature, field) && within(feature, value, least, most)) {
            body.member(field, feature.setting()).number(value.doubleValue());
        }
    }

    private boolean within(Feature feature, Number value, Number least, Number most) {
        boolean within = value.doubleValue() >= least.doubleValue() && value.doubleValue() <= most.doubleValue();
        if (!within) {
            String range = most.longValue() == Long.MAX_VALUE
                    ? "at least " + plain(least)
                    : plain(least) + " to " + plain(most);
            body.notice(feature.setting(), "it is " + plain(value) + ", and the provider takes " + range);
        }
        return within;
    }

    private static String plain(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }

    private static @Nullable Integer one(@Nullable Integer n) {
        return n == null || n == 1 ? null : n;
    }

    /** The request has no such member. */
    private void absent(Feature feature, @Nullable Object value) {
        if (value != null) {
            body.notice(feature.setting(), body.lacks(feature).orElse("the provider's request has no such member"));
        }
    }
}
