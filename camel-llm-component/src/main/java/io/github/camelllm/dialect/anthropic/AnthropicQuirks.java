/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/**
 * How a host of the Messages API or one of its models deviates from the newest models on Anthropic's own host. Each
 * constant is the name of a quirk in a profile. What stands behind "default" holds when a profile does not set it.
 */
public final class AnthropicQuirks {

    /**
     * Number: the most output tokens asked for when the request does not say, because {@code max_tokens} is mandatory.
     * Never more than the model's own limit. Default 16384; 4096 for a model that no profile lists.
     */
    public static final String DEFAULT_MAX_TOKENS = "defaultMaxTokens";
    /**
     * Text: how the model is made to think: {@code adaptive} (by effort, without a budget), {@code budget} (by
     * {@code thinking.budget_tokens}, without an effort) or {@code both}. Default {@code adaptive}.
     */
    public static final String THINKING = "thinking";
    /**
     * Text: what {@code thinking.type} turns thinking off: {@code disabled}, {@code between_tools}, or {@code none} when
     * the model cannot be kept from it. Default {@code disabled}.
     */
    public static final String THINKING_OFF = "thinkingOff";
    /**
     * Map: the model's word for each effort it knows, by our name. Default: {@code low}, {@code medium}, {@code high},
     * {@code xhigh} and {@code max} as they are, {@code minimal} as {@code low}.
     */
    public static final String EFFORTS = "efforts";
    /** Flag: temperature and topP are refused together, so topP becomes a notice. Default false. */
    public static final String SAMPLING_ONE_OF = "samplingOneOf";
    /**
     * Text: a JSON schema as {@code format} (of {@code output_config}) or as {@code tool}: a tool that the model has to call,
     * with a notice. Default {@code format}.
     */
    public static final String JSON_SCHEMA_FORM = "jsonSchemaForm";
    /** Flag: {@code strict} of a tool may be sent. Default true; otherwise a notice. */
    public static final String STRICT_TOOLS = "strictTools";
    /** List: top-level members that are never sent, for hosts that refuse some. A notice says so. Default: none. */
    public static final String OMIT_FIELDS = "omitFields";
    /** Map: members that every request gets unless {@code providerOptions} sets them, as in the OpenAI dialect. */
    public static final String REQUEST_DEFAULTS = "requestDefaults";
    /** Map: why an answer ended, by the host's own further reasons. Default: none. */
    public static final String FINISH_REASONS = "finishReasons";

    static final Map<String, QuirkType> TYPES = Map.of(
            DEFAULT_MAX_TOKENS,
            QuirkType.NUMBER,
            THINKING,
            QuirkType.oneOf("adaptive", "budget", "both"),
            THINKING_OFF,
            QuirkType.oneOf("disabled", "between_tools", "none"),
            EFFORTS,
            QuirkType.mapOf("minimal", "low", "medium", "high", "xhigh", "max"),
            SAMPLING_ONE_OF,
            QuirkType.FLAG,
            JSON_SCHEMA_FORM,
            QuirkType.oneOf("format", "tool"),
            STRICT_TOOLS,
            QuirkType.FLAG,
            OMIT_FIELDS,
            QuirkType.LIST,
            REQUEST_DEFAULTS,
            QuirkType.MAP,
            FINISH_REASONS,
            QuirkType.mapTo("STOP", "LENGTH", "TOOL_CALLS", "CONTENT_FILTER", "ERROR", "OTHER"));

    private AnthropicQuirks() {}
}
