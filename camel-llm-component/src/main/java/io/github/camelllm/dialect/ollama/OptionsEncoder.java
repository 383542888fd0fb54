/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Sampling;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code options}: how tokens are chosen, together with the user's own, such as {@code num_ctx}. A server leaves out
 * silently what a prompt has beyond {@code num_ctx}.
 */
final class OptionsEncoder {

    private static final String FIELD = "options";

    private final RequestBody body;
    private final Map<String, Object> all = new LinkedHashMap<>();
    private final Map<String, Object> own;

    OptionsEncoder(RequestBody body, Map<String, Object> own) {
        this.body = body;
        this.own = own;
    }

    /** Takes the user's {@code options} out of the further members, for ours stand in the same object. */
    static Map<String, Object> take(Map<String, Object> members) {
        Map<String, Object> taken = new LinkedHashMap<>();
        if (members.get(FIELD) instanceof Map<?, ?> given) {
            members.remove(FIELD);
            given.forEach((name, value) -> taken.put(String.valueOf(name), value));
        }
        return taken;
    }

    void encode(Sampling sampling) {
        put(Feature.TEMPERATURE, "temperature", sampling.temperature());
        put(Feature.TOP_P, "top_p", sampling.topP());
        put(Feature.TOP_K, "top_k", sampling.topK());
        put(Feature.MAX_TOKENS, "num_predict", sampling.maxTokens());
        put(Feature.SEED, "seed", sampling.seed());
        put(Feature.STOP, "stop", sampling.stop().isEmpty() ? null : sampling.stop());
        put(Feature.FREQUENCY_PENALTY, "frequency_penalty", sampling.frequencyPenalty());
        put(Feature.PRESENCE_PENALTY, "presence_penalty", sampling.presencePenalty());
        all.putAll(own);
        if (!all.isEmpty()) {
            body.member(FIELD, FIELD).value(all);
        }
        if (sampling.n() != null && sampling.n() > 1) {
            body.notice(Feature.N.setting(), body.lacks(Feature.N).orElse("the request has no such member"));
        }
        logprobs(sampling.topLogprobs());
    }

    private void put(Feature feature, String name, @Nullable Object value) {
        if (value == null || !body.takes(feature, FIELD)) {
            return;
        }
        if (own.containsKey(name)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "both the setting " + feature.setting() + " and providerOptions.options." + name
                            + " are given; leave one of them out");
        }
        all.put(name, value);
    }

    private void logprobs(@Nullable Integer alternatives) {
        if (alternatives == null || !body.takes(Feature.LOGPROBS, "logprobs")) {
            return;
        }
        body.member("logprobs", "topLogprobs").bool(true);
        if (alternatives > 0) {
            body.member("top_logprobs", "topLogprobs").number(alternatives);
        }
    }
}
