/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ReasoningEffort;
import io.github.camelllm.model.ReasoningSettings;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.Quirks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes how the model thinks: effort, budget, the switch and whether thoughts come back. */
final class ReasoningEncoder {

    private final RequestBody body;
    private final Quirks quirks;
    /** Members of the request by name, put together before they are written, for several settings share an object. */
    private final Map<String, Object> members = new LinkedHashMap<>();

    private final Map<String, String> settings = new LinkedHashMap<>();

    ReasoningEncoder(RequestBody body) {
        this.body = body;
        quirks = body.quirks();
    }

    void encode(ChatRequest request) {
        ReasoningSettings reasoning = request.reasoning();
        ReasoningEffort effort = effort(request);
        boolean budget = reasoning.budgetTokens() != null && budget(reasoning.budgetTokens());
        if (effort != null && budget) {
            body.notice(
                    Feature.REASONING_EFFORT.setting(),
                    "the provider takes either an effort or a budget",
                    OpenAiQuirks.BUDGET_FIELD);
        } else if (effort != null) {
            effort(effort);
        }
        if (reasoning.visible() != null) {
            visible(reasoning.visible());
        }
        settings.forEach((field, setting) -> {
            if (body.takes(setting, field)) {
                body.member(field, setting).value(members.get(field));
            }
        });
    }

    /** The effort asked for, or the one without which the model takes no tools. */
    private @Nullable ReasoningEffort effort(ChatRequest request) {
        ReasoningEffort asked = request.reasoning().effort();
        boolean tools = !request.tools().isEmpty() && quirks.is(OpenAiQuirks.TOOLS_NEED_EFFORT_NONE);
        if (!tools || asked == ReasoningEffort.NONE) {
            return asked;
        }
        if (asked != null || request.reasoning().budgetTokens() != null) {
            String others = String.join(" or api=", body.otherApis());
            throw body.refused(
                    "the model takes tools only with the reasoning effort none; leave out the effort or the tools"
                            + (others.isEmpty() ? "" : ", or set api=" + others),
                    OpenAiQuirks.TOOLS_NEED_EFFORT_NONE);
        }
        if (body.hasOption("reasoning_effort")
                || quirks.text(OpenAiQuirks.DEFAULT_EFFORT, "").equals("none")) {
            return null;
        }
        body.remark(
                Feature.REASONING_EFFORT.setting(),
                "the reasoning effort none was sent, because the model takes tools only with it",
                OpenAiQuirks.TOOLS_NEED_EFFORT_NONE);
        return ReasoningEffort.NONE;
    }

    private void effort(ReasoningEffort effort) {
        if (body.lacks(Feature.REASONING).isPresent()) {
            if (effort != ReasoningEffort.NONE) {
                body.notice(
                        Feature.REASONING_EFFORT.setting(),
                        body.lacks(Feature.REASONING).orElseThrow());
            }
            return;
        }
        boolean switched = turn(effort);
        if (switched && effort == ReasoningEffort.NONE) {
            return;
        }
        String field = quirks.text(OpenAiQuirks.EFFORT_FIELD, "reasoning_effort");
        if (body.takes(Feature.REASONING_EFFORT, field)) {
            word(effort)
                    .ifPresentOrElse(
                            word -> put(field, word, Feature.REASONING_EFFORT.setting()),
                            () -> body.notice(
                                    Feature.REASONING_EFFORT.setting(),
                                    "the model does not know " + effort.wireName() + "; it knows "
                                            + quirks.map(OpenAiQuirks.EFFORTS).keySet().stream()
                                                    .sorted()
                                                    .toList(),
                                    OpenAiQuirks.EFFORTS));
        }
    }

    private Optional<String> word(ReasoningEffort effort) {
        Map<String, String> words = quirks.map(OpenAiQuirks.EFFORTS);
        return words.isEmpty() ? Optional.of(effort.wireName()) : Optional.ofNullable(words.get(effort.wireName()));
    }

    /** Turns thinking on or off where there is a switch for it. */
    private boolean turn(ReasoningEffort effort) {
        boolean on = effort != ReasoningEffort.NONE;
        String setting = Feature.REASONING_EFFORT.setting();
        switch (quirks.text(OpenAiQuirks.REASONING_SWITCH, "")) {
            case "thinking" -> put("thinking.type", on ? "enabled" : "disabled", setting);
            case "reasoning" -> put("reasoning.enabled", on, setting);
            case "chat_template_kwargs" -> {
                if (on) {
                    return false;
                }
                put("chat_template_kwargs.enable_thinking", false, setting);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean budget(int tokens) {
        String setting = Feature.REASONING_BUDGET.setting();
        String field = quirks.text(OpenAiQuirks.BUDGET_FIELD, "");
        if (field.isEmpty() && body.lacks(Feature.REASONING_BUDGET).isEmpty()) {
            body.notice(setting, "no such setting of the provider is known");
            return false;
        }
        if (!body.takes(Feature.REASONING_BUDGET, field)) {
            return false;
        }
        if (field.startsWith("thinking.")) {
            put("thinking.type", "enabled", setting);
        }
        put(field, tokens, setting);
        return true;
    }

    private void visible(boolean show) {
        String how = quirks.text(OpenAiQuirks.REASONING_VISIBLE, "always");
        switch (how) {
            case "always" -> {
                if (!show) {
                    body.notice("reasoning.visible", "no setting of the provider is known that hides thoughts");
                }
            }
            case "never" -> {
                if (show) {
                    body.notice(
                            "reasoning.visible", "the provider never shows thoughts", OpenAiQuirks.REASONING_VISIBLE);
                }
            }
            case "reasoning.exclude" -> put(how, !show, "reasoning.visible");
            case "reasoning_format" -> put(how, show ? "parsed" : "hidden", "reasoning.visible");
            default -> put(how, show, "reasoning.visible");
        }
    }

    /** Puts a value at a path of one or two names. */
    @SuppressWarnings("unchecked")
    private void put(String path, Object value, String setting) {
        int dot = path.indexOf('.');
        String field = dot < 0 ? path : path.substring(0, dot);
        settings.putIfAbsent(field, setting);
        if (dot < 0) {
            members.put(field, value);
        } else {
            ((Map<String, Object>) members.computeIfAbsent(field, name -> new LinkedHashMap<String, Object>()))
                    .put(path.substring(dot + 1), value);
        }
    }
}
