/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@code generationConfig}. (providers/google-ai, Chat request, read 2026-11-25) */
final class ConfigEncoder {

    private final RequestBody body;
    private final ChatRequest request;
    private final Map<String, Object> own = new LinkedHashMap<>();
    private final Map<String, Object> config = new LinkedHashMap<>();

    /** @param shared members that the user's own options fill together with the request */
    ConfigEncoder(RequestBody body, ChatRequest request, Map<String, Object> shared) {
        this.body = body;
        this.request = request;
        Object given = shared.getOrDefault(RequestEncoder.CONFIG, Map.of());
        if (!(given instanceof Map<?, ?> members)) {
            throw body.problem(ErrorKind.INVALID_REQUEST, "providerOptions.generationConfig must be an object");
        }
        members.forEach((name, value) -> own.put(String.valueOf(name), value));
    }

    void encode(boolean stream) {
        sampling(request.sampling(), stream);
        FormatEncoder.of(body, request.output()).forEach((name, value) -> put(name, "output", value));
        Map<String, Object> thinking = new ThinkingEncoder(body).encode(request.reasoning());
        if (!thinking.isEmpty()) {
            put("thinkingConfig", "reasoning", thinking);
        }
        config.putAll(own);
        if (!config.isEmpty()) {
            body.member(RequestEncoder.CONFIG, "sampling").value(config);
        }
    }

    private void sampling(Sampling sampling, boolean stream) {
        put(Feature.TEMPERATURE, "temperature", sampling.temperature());
        put(Feature.TOP_P, "topP", sampling.topP());
        put(Feature.TOP_K, "topK", sampling.topK());
        maxTokens(sampling.maxTokens(), stream);
        put(Feature.STOP, "stopSequences", sampling.stop().isEmpty() ? null : sampling.stop());
        seed(sampling.seed());
        put(Feature.FREQUENCY_PENALTY, "frequencyPenalty", sampling.frequencyPenalty());
        put(Feature.PRESENCE_PENALTY, "presencePenalty", sampling.presencePenalty());
        put(Feature.N, "candidateCount", sampling.n() == null || sampling.n() == 1 ? null : sampling.n());
        Integer logprobs = sampling.topLogprobs();
        if (logprobs != null && body.takes(Feature.LOGPROBS, RequestEncoder.CONFIG)) {
            put("responseLogprobs", Feature.LOGPROBS.setting(), true);
            if (logprobs > 0) {
                put("logprobs", Feature.LOGPROBS.setting(), logprobs);
            }
        }
    }

    private void maxTokens(@Nullable Integer asked, boolean stream) {
        String most = body.quirks().text(GoogleQuirks.MAX_WHOLE_OUTPUT, "");
        if (asked != null && !stream && !most.isEmpty() && asked > Integer.parseInt(most)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "maxTokens is " + asked + ", but the model gives at most " + most
                            + " tokens without a stream; set stream=true or a smaller maxTokens");
        }
        put(Feature.MAX_TOKENS, "maxOutputTokens", asked);
    }

    private void seed(@Nullable Long seed) {
        if (seed != null && seed != seed.intValue()) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "seed is " + seed + ", but the provider takes only numbers of 32 bits");
        }
        put(Feature.SEED, "seed", seed);
    }

    private void put(Feature feature, String member, @Nullable Object value) {
        if (value != null && body.takes(feature, RequestEncoder.CONFIG)) {
            put(member, feature.setting(), value);
        }
    }

    private void put(String member, String setting, Object value) {
        if (own.containsKey(member)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "both the setting " + setting + " and providerOptions.generationConfig." + member
                            + " are given; leave one of them out");
        }
        config.put(member, value);
    }
}
