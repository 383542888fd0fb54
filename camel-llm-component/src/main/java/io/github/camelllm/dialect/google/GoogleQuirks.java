/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.profile.QuirkType;
import java.util.Map;

/**
 * How a host of generateContent or one of its models deviates from the newest models of the Gemini API. Each constant is
 * the name of a quirk in a profile. What stands behind "default" holds when a profile does not set it.
 */
public final class GoogleQuirks {

    /**
     * Text: stands before the model's id in the path; an id with a slash is a path of its own. Default {@code models/}.
     */
    public static final String MODEL_PREFIX = "modelPrefix";
    /**
     * Text: how the model is made to think: {@code level} (by {@code thinkingLevel}) or {@code budget} (by {@code
     * thinkingBudget}, in tokens). Default {@code level}.
     */
    public static final String THINKING = "thinking";
    /**
     * Map: the model's level, or the budget, for each effort it knows, by our name. Default: {@code minimal}, {@code low},
     * {@code medium} and {@code high} as levels of that name, {@code xhigh} and {@code max} as {@code HIGH}.
     */
    public static final String EFFORTS = "efforts";
    /**
     * Text: the signature of a tool call that the model did not make itself, without which the model refuses a
     * conversation begun by another one. Default: none is sent.
     */
    public static final String FOREIGN_SIGNATURE = "foreignSignature";
    /** Flag: pictures and documents may stand in a tool result. Default false. */
    public static final String TOOL_RESULT_MEDIA = "toolResultMedia";
    /** Flag: ids of tool calls are sent. Default true. */
    public static final String TOOL_CALL_IDS = "toolCallIds";
    /**
     * Text: the member that carries a JSON schema: {@code responseJsonSchema}, or {@code responseSchema}, which takes a
     * part of OpenAPI's language only. Default {@code responseJsonSchema}.
     */
    public static final String JSON_SCHEMA_FIELD = "jsonSchemaField";
    /** Number: the most output tokens that may be asked for without a stream. Default: no such limit. */
    public static final String MAX_WHOLE_OUTPUT = "maxWholeOutput";
    /** Text: the member that carries metadata, such as {@code labels}. Default: none, and metadata becomes a notice. */
    public static final String METADATA_FIELD = "metadataField";
    /** Text: the header that carries the tier of service. Default: the member {@code serviceTier} carries it. */
    public static final String SERVICE_TIER_HEADER = "serviceTierHeader";
    /**
     * Text: how vectors are asked for: {@code batch} (batchEmbedContents), {@code predict}, or {@code single}
     * (embedContent, one text a call). Default {@code batch}.
     */
    public static final String EMBED_FORM = "embedForm";
    /** Number: the most texts in one request for vectors. Default: no such limit. */
    public static final String EMBED_BATCH = "embedBatch";
    /** Flag: the model of vectors follows a task type. Default true; otherwise a notice. */
    public static final String TASK_TYPES = "taskTypes";
    /** List: top-level members that are never sent. A notice says so. Default: none. */
    public static final String OMIT_FIELDS = "omitFields";
    /** Map: members that every request gets unless {@code providerOptions} sets them, as in the OpenAI dialect. */
    public static final String REQUEST_DEFAULTS = "requestDefaults";

    static final Map<String, QuirkType> TYPES = Map.ofEntries(
            Map.entry(MODEL_PREFIX, QuirkType.TEXT),
            Map.entry(THINKING, QuirkType.oneOf("level", "budget")),
            Map.entry(EFFORTS, QuirkType.mapOf("none", "minimal", "low", "medium", "high", "xhigh", "max")),
            Map.entry(FOREIGN_SIGNATURE, QuirkType.TEXT),
            Map.entry(TOOL_RESULT_MEDIA, QuirkType.FLAG),
            Map.entry(TOOL_CALL_IDS, QuirkType.FLAG),
            Map.entry(JSON_SCHEMA_FIELD, QuirkType.oneOf("responseJsonSchema", "responseSchema")),
            Map.entry(MAX_WHOLE_OUTPUT, QuirkType.NUMBER),
            Map.entry(METADATA_FIELD, QuirkType.TEXT),
            Map.entry(SERVICE_TIER_HEADER, QuirkType.TEXT),
            Map.entry(EMBED_FORM, QuirkType.oneOf("batch", "predict", "single")),
            Map.entry(EMBED_BATCH, QuirkType.NUMBER),
            Map.entry(TASK_TYPES, QuirkType.FLAG),
            Map.entry(OMIT_FIELDS, QuirkType.LIST),
            Map.entry(REQUEST_DEFAULTS, QuirkType.MAP));

    private GoogleQuirks() {}
}
