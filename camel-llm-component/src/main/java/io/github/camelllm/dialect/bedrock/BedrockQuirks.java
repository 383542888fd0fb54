/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/**
 * How a model behind Converse deviates from what all of them take. Each constant is the name of a quirk in a profile. What
 * stands behind "default" holds when a profile does not set it.
 */
public final class BedrockQuirks {

    /**
     * Text: the member of {@code additionalModelRequestFields} that carries topK: {@code top_k},
     * {@code inferenceConfig.topK} or {@code none}. Default {@code none}: a notice.
     */
    public static final String TOP_K = "topK";
    /**
     * Text: how the model is made to think. {@code adaptive}: {@code thinking} by effort; {@code budget}: {@code thinking}
     * by {@code budget_tokens}; {@code both}; {@code reasoning_effort} and {@code reasoningConfig}: by the member of that
     * name; {@code none}. Default {@code none}: a notice.
     */
    public static final String REASONING = "reasoning";
    /**
     * Text: what {@code thinking.type} turns thinking off: {@code disabled}, {@code between_tools}, or {@code none} when
     * the model cannot be kept from it. Default {@code disabled}.
     */
    public static final String THINKING_OFF = "thinkingOff";
    /** Map: the model's word for each effort it knows, by our name. Default: all as they are, {@code minimal} as {@code low}. */
    public static final String EFFORTS = "efforts";
    /**
     * Text: a JSON schema as {@code textFormat} (of {@code outputConfig}) or as {@code tool}: a tool that the model has to
     * call, with a notice. Default {@code tool}.
     */
    public static final String JSON_SCHEMA_FORM = "jsonSchemaForm";
    /** Flag: media may be named by its place in S3. Default true; otherwise an error (Claude). */
    public static final String S3_MEDIA = "s3Media";
    /** Flag: {@code strict} of a tool may be sent. Default false: a notice. */
    public static final String STRICT_TOOLS = "strictTools";
    /** Flag: temperature and topP are refused together, so topP becomes a notice. Default false. */
    public static final String SAMPLING_ONE_OF = "samplingOneOf";
    /** Number: ids of tool calls must have exactly so many letters and digits. Default: any of 1 to 64 characters. */
    public static final String TOOL_CALL_ID_LENGTH = "toolCallIdLength";
    /** Text: the body of embedding requests: {@code titan}, {@code titanV1}, {@code cohereV3} or {@code cohereV4}. */
    public static final String EMBEDDING_FORM = "embeddingForm";
    /** List: top-level members that are never sent. A notice says so. Default: none. */
    public static final String OMIT_FIELDS = "omitFields";
    /** Map: members that every request gets unless {@code providerOptions} sets them, as in the OpenAI dialect. */
    public static final String REQUEST_DEFAULTS = "requestDefaults";
    /** Map: why an answer ended, by further reasons. Default: none. */
    public static final String FINISH_REASONS = "finishReasons";

    static final Map<String, QuirkType> TYPES = Map.ofEntries(
            Map.entry(TOP_K, QuirkType.oneOf("top_k", "inferenceConfig.topK", "none")),
            Map.entry(
                    REASONING,
                    QuirkType.oneOf("adaptive", "budget", "both", "reasoning_effort", "reasoningConfig", "none")),
            Map.entry(THINKING_OFF, QuirkType.oneOf("disabled", "between_tools", "none")),
            Map.entry(EFFORTS, QuirkType.mapOf("minimal", "low", "medium", "high", "xhigh", "max")),
            Map.entry(JSON_SCHEMA_FORM, QuirkType.oneOf("textFormat", "tool")),
            Map.entry(S3_MEDIA, QuirkType.FLAG),
            Map.entry(STRICT_TOOLS, QuirkType.FLAG),
            Map.entry(SAMPLING_ONE_OF, QuirkType.FLAG),
            Map.entry(TOOL_CALL_ID_LENGTH, QuirkType.NUMBER),
            Map.entry(EMBEDDING_FORM, QuirkType.oneOf("titan", "titanV1", "cohereV3", "cohereV4")),
            Map.entry(OMIT_FIELDS, QuirkType.LIST),
            Map.entry(REQUEST_DEFAULTS, QuirkType.MAP),
            Map.entry(
                    FINISH_REASONS,
                    QuirkType.mapTo("STOP", "LENGTH", "TOOL_CALLS", "CONTENT_FILTER", "ERROR", "OTHER")));

    private BedrockQuirks() {}
}
