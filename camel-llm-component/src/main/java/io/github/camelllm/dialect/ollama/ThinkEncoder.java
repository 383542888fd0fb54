/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.profile.Feature;
import java.util.Map;

/** Writes {@code think}: a flag, or a word for models that know several efforts. */
final class ThinkEncoder {

    private static final Map<String, String> USUAL =
            Map.of("none", "false", "minimal", "low", "low", "low", "medium", "medium", "high", "high", "max", "max");

    private final RequestBody body;

    ThinkEncoder(RequestBody body) {
        this.body = body;
    }

    void encode(ReasoningSettings asked) {
        if (asked.budgetTokens() != null) {
            body.notice(
                    Feature.REASONING_BUDGET.setting(),
                    body.lacks(Feature.REASONING_BUDGET).orElse("the request has no such member"));
        }
        ReasoningEffort effort = asked.effort();
        if (effort != null && body.takes(Feature.REASONING_EFFORT, "think")) {
            effort(effort);
        }
        if (Boolean.FALSE.equals(asked.visible()) && effort != ReasoningEffort.NONE) {
            body.notice("reasoning.visible", "the thoughts cannot be left out; the reasoning effort none stops them");
        }
    }

    private void effort(ReasoningEffort effort) {
        Map<String, String> own = body.quirks().map(OllamaQuirks.EFFORTS);
        Map<String, String> words = own.isEmpty() ? USUAL : own;
        String word = words.get(effort.wireName());
        if (word == null) {
            body.notice(
                    "reasoningEffort",
                    "the model does not know " + effort.wireName() + "; it knows "
                            + words.keySet().stream().sorted().toList());
        } else if (word.equals("true") || word.equals("false")) {
            body.member("think", "reasoningEffort").bool(word.equals("true"));
        } else {
            body.member("think", "reasoningEffort").text(word);
        }
    }
}
