/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.json.JsonWriter;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Quirks;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes how tokens are chosen, and what else is set for the whole request. An explicit 0 is sent as 0. */
final class SettingsEncoder {

    private final RequestBody body;
    private final Quirks quirks;

    SettingsEncoder(RequestBody body) {
        this.body = body;
        quirks = body.quirks();
    }

    void encode(ChatRequest request) {
        sampling(request);
        logprobs(request);
        text(Feature.PROMPT_CACHE_KEY, "prompt_cache_key", request.promptCacheKey());
        text(Feature.USER, quirks.text(OpenAiQuirks.USER_FIELD, "user"), request.user());
        text(Feature.SERVICE_TIER, "service_tier", request.serviceTier());
        if (!request.metadata().isEmpty() && body.takes(Feature.METADATA, "metadata")) {
            body.member("metadata", "metadata").value(new TreeMap<>(request.metadata()));
        }
        if (!request.documents().isEmpty()) {
            body.need(Feature.DOCUMENTS, "documents to be cited");
            throw body.unsupported("documents to be cited", "chat completions have no place for them");
        }
    }

    private void sampling(ChatRequest request) {
        Sampling sampling = request.sampling();
        whole(
                Feature.MAX_TOKENS,
                quirks.text(OpenAiQuirks.MAX_TOKENS_FIELD, "max_completion_tokens"),
                sampling.maxTokens());
        if (allowed(Feature.TEMPERATURE, sampling.temperature(), 0, request)) {
            decimal(Feature.TEMPERATURE, "temperature", sampling.temperature());
        }
        if (allowed(Feature.TOP_P, sampling.topP(), 1, request)) {
            decimal(Feature.TOP_P, "top_p", sampling.topP());
        }
        whole(Feature.TOP_K, "top_k", sampling.topK());
        if (!sampling.stop().isEmpty() && body.takes(Feature.STOP, "stop")) {
            body.member("stop", "stop").value(sampling.stop());
        }
        whole(Feature.SEED, quirks.text(OpenAiQuirks.SEED_FIELD, "seed"), sampling.seed());
        decimal(Feature.FREQUENCY_PENALTY, "frequency_penalty", sampling.frequencyPenalty());
        decimal(Feature.PRESENCE_PENALTY, "presence_penalty", sampling.presencePenalty());
        if (thinks(request)) {
            ignored(Feature.TEMPERATURE, "temperature", sampling.temperature());
            ignored(Feature.TOP_P, "top_p", sampling.topP());
            ignored(Feature.FREQUENCY_PENALTY, "frequency_penalty", sampling.frequencyPenalty());
            ignored(Feature.PRESENCE_PENALTY, "presence_penalty", sampling.presencePenalty());
        }
        Integer n = sampling.n();
        boolean one = n != null && n == 1 && body.lacks(Feature.N).isPresent();
        whole(Feature.N, "n", one ? null : n);
    }

    /** Whether the value may be sent, in view of the bound that TGI excludes and of the reasoning that OpenAI excludes. */
    private boolean allowed(Feature feature, @Nullable Double value, double excluded, ChatRequest request) {
        if (value == null) {
            return false;
        }
        if (value == excluded && quirks.is(OpenAiQuirks.OPEN_RANGES)) {
            body.notice(feature.setting(), "the server refuses the value " + (long) excluded, OpenAiQuirks.OPEN_RANGES);
            return false;
        }
        return withoutReasoning(feature, request);
    }

    private boolean withoutReasoning(Feature feature, ChatRequest request) {
        if (!quirks.is(OpenAiQuirks.SAMPLING_NEEDS_EFFORT_NONE)
                || body.lacks(feature).isPresent()) {
            return true;
        }
        if (!thinks(request)) {
            return true;
        }
        body.notice(
                feature.setting(),
                "the model takes it only with the reasoning effort none",
                OpenAiQuirks.SAMPLING_NEEDS_EFFORT_NONE);
        return false;
    }

    /** Whether the model thinks, or may, for all that is known. */
    private boolean thinks(ChatRequest request) {
        ReasoningEffort effort = request.reasoning().effort();
        String effective = effort == null ? quirks.text(OpenAiQuirks.DEFAULT_EFFORT, "unknown") : effort.wireName();
        return !effective.equals(ReasoningEffort.NONE.wireName());
    }

    private void ignored(Feature feature, String field, @Nullable Double value) {
        if (value != null && quirks.list(OpenAiQuirks.IGNORED_WHILE_THINKING).contains(field)) {
            body.remark(
                    feature.setting(),
                    field
                            + " was sent, but the model ignores it while it thinks; with the reasoning effort none it counts",
                    OpenAiQuirks.IGNORED_WHILE_THINKING);
        }
    }

    private void logprobs(ChatRequest request) {
        Integer top = request.sampling().topLogprobs();
        if (top == null || !withoutReasoning(Feature.LOGPROBS, request) || !body.takes(Feature.LOGPROBS, "logprobs")) {
            return;
        }
        JsonWriter json = body.member("logprobs", "topLogprobs");
        if (quirks.text(OpenAiQuirks.LOGPROBS_FORM, "boolean").equals("number")) {
            json.number(top);
            return;
        }
        json.bool(true);
        if (top > 0 && body.takes("topLogprobs", "top_logprobs")) {
            body.member("top_logprobs", "topLogprobs").number(top);
        }
    }

    private void whole(Feature feature, String field, @Nullable Number value) {
        if (value != null && body.takes(feature, field)) {
            body.member(field, feature.setting()).number(value.longValue());
        }
    }

    private void decimal(Feature feature, String field, @Nullable Double value) {
        if (value != null && body.takes(feature, field)) {
            body.member(field, feature.setting()).number(value.doubleValue());
        }
    }

    private void text(Feature feature, String field, @Nullable String value) {
        if (value != null && body.takes(feature, field)) {
            body.member(field, feature.setting()).text(value);
        }
    }
}
