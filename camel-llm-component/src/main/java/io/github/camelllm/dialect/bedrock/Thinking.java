/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.profile.Feature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the model thinks; each family is told in a way of its own. (providers/bedrock, Chat request, read 2026-11-25) */
final class Thinking {

    private static final List<String> EFFORTS = List.of("low", "medium", "high", "xhigh", "max");

    private final RequestBody body;
    private final ChatRequest request;
    private final ModelFields fields;
    private final String form;
    private final Map<String, Object> thinking = new LinkedHashMap<>();
    private @Nullable String effort;

    Thinking(RequestBody body, ChatRequest request, ModelFields fields) {
        this.body = body;
        this.request = request;
        this.fields = fields;
        form = body.quirks().text(BedrockQuirks.REASONING, "none");
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
        if (!thinking.isEmpty()) {
            fields.put(Feature.REASONING, "thinking", thinking);
        }
    }

    /** The effort for {@code outputConfig}; null: none is sent there. */
    @Nullable
    String effort() {
        return effort;
    }

    /** Whether thinking is asked for, beside what the model does by itself. */
    boolean on() {
        Object type = thinking.get("type");
        return "enabled".equals(type) || "adaptive".equals(type);
    }

    private void budget(int tokens) {
        if (!form.equals("budget") && !form.equals("both")) {
            body.notice(
                    Feature.REASONING_BUDGET.setting(),
                    body.lacks(Feature.REASONING_BUDGET)
                            .orElse("no profile says that the model takes one; use the reasoning effort or "
                                    + "providerOptions.additionalModelRequestFields"));
            return;
        }
        if (!body.takes(Feature.REASONING_BUDGET, "additionalModelRequestFields")) {
            return;
        }
        Integer most = request.sampling().maxTokens();
        if (most != null && most <= tokens) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "maxTokens is " + most + ", but the thoughts alone may take " + tokens
                            + " (reasoningBudget); maxTokens must be larger");
        }
        thinking.put("type", "enabled");
        thinking.put("budget_tokens", tokens);
    }

    private void effort(ReasoningEffort asked) {
        String setting = Feature.REASONING_EFFORT.setting();
        if (asked == ReasoningEffort.NONE) {
            off(setting);
            return;
        }
        if (form.equals("none") || form.equals("budget")) {
            body.notice(
                    setting,
                    body.lacks(Feature.REASONING_EFFORT)
                            .orElse(
                                    form.equals("budget")
                                            ? "the model thinks by budget and takes no effort; use the reasoning budget"
                                            : "no profile says that the model takes one; use "
                                                    + "providerOptions.additionalModelRequestFields"));
            return;
        }
        String word = word(asked);
        if (word == null) {
            body.notice(setting, "the model does not know " + asked.wireName() + "; it knows " + words());
        } else {
            effort(word);
        }
    }

    private void effort(String word) {
        switch (form) {
            case "reasoning_effort" -> fields.put(Feature.REASONING_EFFORT, "reasoning_effort", word);
            case "reasoningConfig" ->
                fields.put(
                        Feature.REASONING_EFFORT,
                        "reasoningConfig",
                        Map.of("type", "enabled", "maxReasoningEffort", word));
            default -> {
                if (body.takes(Feature.REASONING_EFFORT, "outputConfig")) {
                    effort = word;
                    thinking.putIfAbsent("type", "adaptive");
                }
            }
        }
    }

    private void off(String setting) {
        if (thinking.containsKey("budget_tokens")) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST, "the reasoning effort none and a reasoning budget exclude each other");
        }
        String word = body.quirks().text(BedrockQuirks.THINKING_OFF, "disabled");
        if (form.equals("reasoningConfig")) {
            fields.put(Feature.REASONING_EFFORT, "reasoningConfig", Map.of("type", "disabled"));
        } else if (form.equals("reasoning_effort") || word.equals("none")) {
            body.notice(setting, "the model cannot be kept from thinking");
        } else if (!form.equals("none")) {
            thinking.put("type", word);
        }
    }

    private @Nullable String word(ReasoningEffort asked) {
        Map<String, String> known = body.quirks().map(BedrockQuirks.EFFORTS);
        if (!known.isEmpty()) {
            return known.get(asked.wireName());
        }
        return asked == ReasoningEffort.MINIMAL ? ReasoningEffort.LOW.wireName() : asked.wireName();
    }

    private List<String> words() {
        Map<String, String> known = body.quirks().map(BedrockQuirks.EFFORTS);
        return known.isEmpty() ? EFFORTS : known.keySet().stream().sorted().toList();
    }

    private void visible(boolean show) {
        if (form.equals("adaptive") || form.equals("both")) {
            thinking.putIfAbsent("type", "adaptive");
            if (on()) {
                thinking.put("display", show ? "summarized" : "omitted");
            }
        } else if (!on()) {
            body.notice("reasoning.visible", "the model has no switch for it");
        }
    }
}
