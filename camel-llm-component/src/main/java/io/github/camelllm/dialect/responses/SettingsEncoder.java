/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes how tokens are chosen, how the model thinks, what is kept and what comes back. An explicit 0 is sent as 0. */
final class SettingsEncoder {

    private static final String NOWHERE = "the Responses API has no such member";

    private final RequestBody body;
    private final Target target;
    private final Quirks quirks;
    private final List<String> include = new ArrayList<>(2);

    SettingsEncoder(RequestBody body, Target target) {
        this.body = body;
        this.target = target;
        quirks = body.quirks();
    }

    void encode(ChatRequest request) {
        sampling(request);
        reasoning(request);
        text(Feature.PROMPT_CACHE_KEY, "prompt_cache_key", request.promptCacheKey());
        text(Feature.USER, quirks.text(ResponsesQuirks.USER_FIELD, "user"), request.user());
        text(Feature.SERVICE_TIER, "service_tier", request.serviceTier());
        if (!request.metadata().isEmpty() && body.takes(Feature.METADATA, "metadata")) {
            body.member("metadata", "metadata").value(new TreeMap<>(request.metadata()));
        }
        if (!request.documents().isEmpty()) {
            body.need(Feature.DOCUMENTS, "documents to be cited");
            throw body.unsupported("documents to be cited", "the Responses API has no place for them");
        }
        if (!body.hasOption("store")) {
            body.member("store", "store").bool(quirks.is(ResponsesQuirks.STORE));
        }
        if (!include.isEmpty() && !body.hasOption("include")) {
            body.member("include", "include").value(include);
        }
    }

    private void sampling(ChatRequest request) {
        Sampling sampling = request.sampling();
        if (sampling.maxTokens() != null && body.takes(Feature.MAX_TOKENS, "max_output_tokens")) {
            body.member("max_output_tokens", Feature.MAX_TOKENS.setting()).number(sampling.maxTokens());
        }
        decimal(Feature.TEMPERATURE, "temperature", sampling.temperature(), request);
        decimal(Feature.TOP_P, "top_p", sampling.topP(), request);
        nowhere(Feature.TOP_K, sampling.topK() != null);
        nowhere(Feature.STOP, !sampling.stop().isEmpty());
        nowhere(Feature.SEED, sampling.seed() != null);
        nowhere(Feature.FREQUENCY_PENALTY, sampling.frequencyPenalty() != null);
        nowhere(Feature.PRESENCE_PENALTY, sampling.presencePenalty() != null);
        nowhere(Feature.N, sampling.n() != null && sampling.n() != 1);
        Integer top = sampling.topLogprobs();
        if (top != null
                && withoutReasoning(Feature.LOGPROBS, request)
                && body.takes(Feature.LOGPROBS, "top_logprobs")) {
            include.add("message.output_text.logprobs");
            body.member("top_logprobs", "topLogprobs").number(top);
        }
    }

    private void nowhere(Feature feature, boolean set) {
        if (set) {
            body.notice(feature.setting(), body.lacks(feature).orElse(NOWHERE));
        }
    }

    private boolean withoutReasoning(Feature feature, ChatRequest request) {
        if (!quirks.is(ResponsesQuirks.SAMPLING_NEEDS_EFFORT_NONE)
                || body.lacks(feature).isPresent()) {
            return true;
        }
        ReasoningEffort effort = request.reasoning().effort();
        String effective = effort == null ? quirks.text(ResponsesQuirks.DEFAULT_EFFORT, "unknown") : effort.wireName();
        if (effective.equals(ReasoningEffort.NONE.wireName())) {
            return true;
        }
        body.notice(feature.setting(), "the model takes it only with the reasoning effort none");
        return false;
    }

    private void reasoning(ChatRequest request) {
        ReasoningSettings reasoning = request.reasoning();
        Map<String, Object> members = new LinkedHashMap<>();
        nowhere(Feature.REASONING_BUDGET, reasoning.budgetTokens() != null);
        if (reasoning.effort() != null) {
            effort(reasoning.effort(), members);
        }
        if (Boolean.TRUE.equals(reasoning.visible())) {
            members.put("summary", "auto");
        }
        boolean thinks = !members.isEmpty() || target.model().features().contains(Feature.REASONING);
        if (!members.isEmpty()) {
            body.member("reasoning", "reasoning").value(members);
        }
        if (thinks
                && !quirks.is(ResponsesQuirks.STORE)
                && body.lacks(Feature.REASONING).isEmpty()) {
            include.add(0, "reasoning.encrypted_content");
        }
    }

    private void effort(ReasoningEffort effort, Map<String, Object> members) {
        String setting = Feature.REASONING_EFFORT.setting();
        Optional<String> lack = body.lacks(Feature.REASONING).or(() -> body.lacks(Feature.REASONING_EFFORT));
        Map<String, String> words = quirks.map(ResponsesQuirks.EFFORTS);
        if (lack.isPresent()) {
            if (effort != ReasoningEffort.NONE) {
                body.notice(setting, lack.get());
            }
        } else if (words.isEmpty()) {
            members.put("effort", effort.wireName());
        } else if (words.containsKey(effort.wireName())) {
            members.put("effort", words.get(effort.wireName()));
        } else {
            body.notice(
                    setting,
                    "the model does not know " + effort.wireName() + "; it knows "
                            + words.keySet().stream().sorted().toList());
        }
    }

    private void decimal(Feature feature, String field, @Nullable Double value, ChatRequest request) {
        if (value != null && withoutReasoning(feature, request) && body.takes(feature, field)) {
            body.member(field, feature.setting()).number(value.doubleValue());
        }
    }

    private void text(Feature feature, String field, @Nullable String value) {
        if (value != null && body.takes(feature, field)) {
            body.member(field, feature.setting()).text(value);
        }
    }
}
