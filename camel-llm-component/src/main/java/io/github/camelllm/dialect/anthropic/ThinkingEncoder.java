/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the model thinks and how much it may say, for the thoughts are part of {@code max_tokens}. (providers/anthropic,
 * Model gates, read 2026-11-25)
 */
final class ThinkingEncoder {

    private static final int UNLISTED_MAX_TOKENS = 4096;
    private static final String USUAL_MAX_TOKENS = "16384";

    private final RequestBody body;
    private final ChatRequest request;
    private final Target target;
    private final String form;
    private final Map<String, Object> thinking = new LinkedHashMap<>();
    private @Nullable String effort;
    private @Nullable Integer budget;

    ThinkingEncoder(RequestBody body, ChatRequest request, Target target) {
        this.body = body;
        this.request = request;
        this.target = target;
        form = body.quirks().text(AnthropicQuirks.THINKING, "adaptive");
        ReasoningSettings asked = request.reasoning();
        if (asked.budgetTokens() != null) {
            budget(asked.budgetTokens());
        }
        if (asked.effort() != null) {
            effort(asked.effort());
        }
        if (asked.visible() != null) {
            visible(asked.visible());
        }
    }

    /** The effort for {@code output_config}; null: none is sent. */
    @Nullable
    String effort() {
        return effort;
    }

    /** Whether thinking is asked for, beside what the model does by itself. */
    boolean on() {
        Object type = thinking.get("type");
        return "enabled".equals(type) || "adaptive".equals(type);
    }

    /** Writes {@code max_tokens}, which is mandatory, and {@code thinking}. */
    void maxTokens() {
        Integer asked = request.sampling().maxTokens();
        if (asked != null && budget != null && asked <= budget) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "maxTokens is " + asked + ", but the thoughts alone may take " + budget
                            + " (reasoningBudget); maxTokens must be larger");
        }
        if (!body.hasOption("max_tokens")) {
            body.member("max_tokens", Feature.MAX_TOKENS.setting()).number(asked == null ? usual() : asked);
        } else if (asked != null) {
            body.member("max_tokens", Feature.MAX_TOKENS.setting());
        }
        if (!thinking.isEmpty() && body.takes("reasoning", "thinking")) {
            body.member("thinking", "reasoning").value(thinking);
        }
    }

    private long usual() {
        Integer limit = target.model().maxOutputTokens();
        long usual = limit == null
                ? UNLISTED_MAX_TOKENS
                : Math.min(
                        limit,
                        Long.parseLong(body.quirks().text(AnthropicQuirks.DEFAULT_MAX_TOKENS, USUAL_MAX_TOKENS)));
        if (budget == null) {
            return usual;
        }
        long together = budget + usual;
        return limit == null ? together : Math.max(budget + 1L, Math.min(limit, together));
    }

    private void budget(int tokens) {
        if (form.equals("adaptive")) {
            body.notice(
                    Feature.REASONING_BUDGET.setting(),
                    body.lacks(Feature.REASONING_BUDGET)
                            .orElse("the model thinks by effort and takes no budget; use the reasoning effort"));
        } else if (body.takes(Feature.REASONING_BUDGET, "thinking")) {
            thinking.put("type", "enabled");
            thinking.put("budget_tokens", tokens);
            budget = tokens;
        }
    }

    private void effort(ReasoningEffort asked) {
        String setting = Feature.REASONING_EFFORT.setting();
        if (asked == ReasoningEffort.NONE) {
            off(setting);
        } else if (form.equals("budget")) {
            body.notice(
                    setting,
                    body.lacks(Feature.REASONING_EFFORT)
                            .orElse("the model thinks by budget and takes no effort; use the reasoning budget"));
        } else if (body.takes(Feature.REASONING_EFFORT, "output_config")) {
            String word = word(asked);
            if (word == null) {
                body.notice(
                        setting,
                        "the model does not know " + asked.wireName() + "; it knows "
                                + body.quirks().map(AnthropicQuirks.EFFORTS).keySet().stream()
                                        .sorted()
                                        .toList());
                return;
            }
            effort = word;
            thinking.putIfAbsent("type", "adaptive");
        }
    }

    private void off(String setting) {
        String word = body.quirks().text(AnthropicQuirks.THINKING_OFF, "disabled");
        if (budget != null) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the reasoning effort none and a reasoning budget exclude each other");
        }
        if (word.equals("none")) {
            body.notice(setting, "the model cannot be kept from thinking");
        } else {
            thinking.put("type", word);
        }
    }

    private @Nullable String word(ReasoningEffort asked) {
        Map<String, String> words = body.quirks().map(AnthropicQuirks.EFFORTS);
        if (!words.isEmpty()) {
            return words.get(asked.wireName());
        }
        return asked == ReasoningEffort.MINIMAL ? ReasoningEffort.LOW.wireName() : asked.wireName();
    }

    private void visible(boolean show) {
        if (!thinking.containsKey("type") && form.equals("budget")) {
            if (show) {
                body.notice("reasoning.visible", "the model thinks only with a reasoning budget");
            }
            return;
        }
        thinking.putIfAbsent("type", "adaptive");
        if (on()) {
            thinking.put("display", show ? "summarized" : "omitted");
        }
    }
}
