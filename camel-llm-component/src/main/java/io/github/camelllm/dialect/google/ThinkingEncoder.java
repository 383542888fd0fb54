/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the model thinks: the newer ones by level, the 2.5 ones by budget, none by both. (providers/google-ai, Chat request,
 * read 2026-11-25)
 */
final class ThinkingEncoder {

    private static final Map<String, String> LEVELS = Map.of(
            "minimal", "MINIMAL",
            "low", "LOW",
            "medium", "MEDIUM",
            "high", "HIGH",
            "xhigh", "HIGH",
            "max", "HIGH");

    private final RequestBody body;
    private final boolean byBudget;
    private final Map<String, Object> thinking = new LinkedHashMap<>();

    ThinkingEncoder(RequestBody body) {
        this.body = body;
        byBudget = body.quirks().text(GoogleQuirks.THINKING, "level").equals("budget");
    }

    /** The members of {@code thinkingConfig}; empty: nothing was asked for. */
    Map<String, Object> encode(ReasoningSettings asked) {
        if (asked.budgetTokens() != null) {
            budget(asked.budgetTokens());
        }
        if (asked.effort() != null) {
            effort(asked.effort());
        }
        if (asked.visible() != null && body.takes(Feature.REASONING, RequestEncoder.CONFIG)) {
            thinking.put("includeThoughts", asked.visible());
        }
        return thinking;
    }

    private void budget(int tokens) {
        if (!body.takes(Feature.REASONING_BUDGET, RequestEncoder.CONFIG)) {
            return;
        }
        if (byBudget) {
            thinking.put("thinkingBudget", tokens);
        } else {
            body.notice(
                    Feature.REASONING_BUDGET.setting(),
                    "the model thinks by level and takes no budget; use the reasoning effort");
        }
    }

    private void effort(ReasoningEffort asked) {
        String setting = Feature.REASONING_EFFORT.setting();
        if (!body.takes(Feature.REASONING_EFFORT, RequestEncoder.CONFIG)) {
            return;
        }
        if (thinking.containsKey("thinkingBudget")) {
            body.notice(setting, "the reasoning budget says it already, and the model takes one of the two");
            return;
        }
        Map<String, String> words = words();
        String word = words.get(asked.wireName());
        if (word == null) {
            body.notice(
                    setting,
                    (asked == ReasoningEffort.NONE
                                    ? "the model cannot be kept from thinking"
                                    : "the model does not know " + asked.wireName())
                            + "; it knows " + words.keySet().stream().sorted().toList());
        } else if (byBudget) {
            thinking.put("thinkingBudget", Long.parseLong(word));
        } else {
            thinking.put("thinkingLevel", word);
        }
    }

    private Map<String, String> words() {
        Map<String, String> own = body.quirks().map(GoogleQuirks.EFFORTS);
        return own.isEmpty() && !byBudget ? LEVELS : own;
    }
}
