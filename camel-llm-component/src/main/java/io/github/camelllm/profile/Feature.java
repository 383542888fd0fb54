/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.Arrays;
import java.util.Optional;

/** What a request can ask for and a provider or a model may lack. */
public enum Feature {
    /** Streamed answers. */
    STREAMING("streaming"),
    /** Vectors of texts. */
    EMBEDDINGS("embeddings"),
    /** The length of vectors can be set. */
    DIMENSIONS("dimensions"),
    /** Tool calls. */
    TOOLS("tools"),
    /** The choice between one and several tool calls at once. */
    PARALLEL_TOOLS("parallelTools"),
    /** A tool call can be demanded. */
    TOOL_CHOICE("toolChoice"),
    /** JSON of any form. */
    JSON_OBJECT("jsonObject"),
    /** JSON that obeys a schema. */
    JSON_SCHEMA("jsonSchema"),
    /** Pictures in the prompt. */
    IMAGE_INPUT("imageInput"),
    /** Sound in the prompt. */
    AUDIO_INPUT("audioInput"),
    /** Documents such as PDFs in the prompt. */
    FILE_INPUT("fileInput"),
    /** Sound in the answer. */
    AUDIO_OUTPUT("audioOutput"),
    /** The model can think before it answers. */
    REASONING("reasoning"),
    /** How hard it thinks can be set. */
    REASONING_EFFORT("reasoningEffort"),
    /** The most reasoning tokens can be set. */
    REASONING_BUDGET("reasoningBudget"),
    /** Sampling temperature. */
    TEMPERATURE("temperature"),
    /** Nucleus sampling. */
    TOP_P("topP"),
    /** Sampling from the likeliest k tokens. */
    TOP_K("topK"),
    /** The most output tokens. */
    MAX_TOKENS("maxTokens"),
    /** Texts that end the answer. */
    STOP("stop"),
    /** Repeatable answers. */
    SEED("seed"),
    /** Penalty on frequent tokens. */
    FREQUENCY_PENALTY("frequencyPenalty"),
    /** Penalty on tokens that occurred. */
    PRESENCE_PENALTY("presencePenalty"),
    /** Several answers to one request. */
    N("n"),
    /** Log probabilities of tokens. */
    LOGPROBS("logprobs"),
    /** A key that groups requests with the same prompt prefix. */
    PROMPT_CACHE_KEY("promptCacheKey"),
    /** Cache hints on parts. */
    CACHE_HINTS("cacheHints"),
    /** A pseudonym of the end user. */
    USER("user"),
    /** Entries stored with the provider. */
    METADATA("metadata"),
    /** Tiers of service. */
    SERVICE_TIER("serviceTier"),
    /** Documents to be cited. */
    DOCUMENTS("documents"),
    /** A last message of the assistant that the model continues. */
    PREFILL("prefill");

    private final String setting;

    Feature(String setting) {
        this.setting = setting;
    }

    /** Its name in profiles, options and notices. */
    public String setting() {
        return setting;
    }

    /** The feature of that name. */
    public static Optional<Feature> of(String setting) {
        return Arrays.stream(values()).filter(f -> f.setting.equals(setting)).findFirst();
    }
}
