/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/**
 * How a provider or a model deviates from OpenAI's Responses. Each constant is the name of a quirk in a profile. What
 * stands behind "default" holds when a profile does not set it. Quirks that chat completions know too have the same names.
 */
public final class ResponsesQuirks {

    /** Text: the member for the end user. Default {@code user}; OpenAI: {@code safety_identifier}. */
    public static final String USER_FIELD = "userField";
    /** Text: cache hints as {@code breakpoint} ({@code prompt_cache_breakpoint}) or {@code none}: a notice. Default none. */
    public static final String CACHE_HINTS = "cacheHints";
    /** Map: the provider's word for each effort that can be sent. An effort without a word becomes a notice. Default: all. */
    public static final String EFFORTS = "efforts";
    /** Text: the effort of the model when none is sent. Default: not none. */
    public static final String DEFAULT_EFFORT = "defaultEffort";
    /** Flag: temperature, topP and logprobs are taken only with reasoning effort none. Default false. */
    public static final String SAMPLING_NEEDS_EFFORT_NONE = "samplingNeedsEffortNone";
    /** Text: thoughts come back as a {@code summary} when they are asked for. Default {@code summary}. */
    public static final String REASONING_VISIBLE = "reasoningVisible";
    /** Flag: answers are stored with the provider unless {@code providerOptions.store} says otherwise. Default false. */
    public static final String STORE = "store";
    /** List: top-level members of the answer that are kept as its extras. Default: none. */
    public static final String EXTRAS = "extras";

    /** All of them with what their value looks like. */
    static final Map<String, QuirkType> TYPES = Map.of(
            USER_FIELD, QuirkType.TEXT,
            CACHE_HINTS, QuirkType.oneOf("none", "breakpoint"),
            EFFORTS, QuirkType.MAP,
            DEFAULT_EFFORT, QuirkType.oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max"),
            SAMPLING_NEEDS_EFFORT_NONE, QuirkType.FLAG,
            REASONING_VISIBLE, QuirkType.oneOf("summary"),
            STORE, QuirkType.FLAG,
            EXTRAS, QuirkType.LIST);

    private ResponsesQuirks() {}
}
