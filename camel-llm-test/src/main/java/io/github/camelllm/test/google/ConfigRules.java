/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.WireCall;
import io.github.camelllm.test.wire.Rules;
import java.util.List;
import java.util.Set;

/** What generateContent refuses or ignores in {@code generationConfig}. */
final class ConfigRules {

    private static final Set<String> MEMBERS = Set.of(
            "temperature",
            "topP",
            "topK",
            "candidateCount",
            "maxOutputTokens",
            "stopSequences",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseLogprobs",
            "logprobs",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "thinkingConfig",
            "responseModalities",
            "speechConfig",
            "imageConfig",
            "mediaResolution",
            "enableEnhancedCivicAnswers");
    private static final Set<String> LEVELS = Set.of("MINIMAL", "LOW", "MEDIUM", "HIGH");
    private static final List<String> SAMPLING = List.of("temperature", "topP", "topK");
    private static final int MOST_WHOLE = 32_768;

    private final WireCall call;
    private final JsonNode config;
    private final String model;

    ConfigRules(WireCall call) {
        this.call = call;
        config = call.body().path("generationConfig");
        model = Asked.of(call.request()).model();
    }

    void check() {
        Rules.unknown(config, MEMBERS).forEach(name -> require(false, ContentRules.unknown(name)));
        require(!Rules.outside(config.path("temperature"), 0, 2), "temperature must be in the range [0.0, 2.0].");
        require(!Rules.outside(config.path("topP"), 0, 1), "top_p must be in the range [0.0, 1.0].");
        require(!Rules.outside(config.path("candidateCount"), 1, 8), "candidate_count must be in the range [1, 8].");
        require(config.path("stopSequences").size() <= 5, "stop_sequences: at most 5 are allowed");
        require(
                !config.has("logprobs") || config.path("responseLogprobs").asBoolean(),
                "logprobs needs response_logprobs");
        form();
        thinking();
        if (model.startsWith("gemini-4")) {
            newest();
        }
    }

    private void form() {
        boolean schema = config.has("responseSchema") || config.has("responseJsonSchema");
        require(
                !(config.has("responseSchema") && config.has("responseJsonSchema")),
                "only one of response_schema and response_json_schema may be set");
        require(
                !schema || config.path("responseMimeType").asText().equals("application/json"),
                "response_schema needs the response mime type application/json");
        for (String beyond : List.of("\"$ref\"", "\"additionalProperties\"", "\"const\"")) {
            require(
                    !config.path("responseSchema").toString().contains(beyond),
                    "Unknown name " + beyond + " at 'generation_config.response_schema': Cannot find field.");
        }
    }

    private void thinking() {
        JsonNode thinking = config.path("thinkingConfig");
        boolean level = thinking.has("thinkingLevel");
        boolean budget = thinking.has("thinkingBudget");
        require(!(level && budget), "You can only set only one of thinking budget and thinking level.");
        require(!level || LEVELS.contains(thinking.path("thinkingLevel").asText()), "thinking_level: unknown value");
        require(!(level && model.startsWith("gemini-2.")), "Thinking level is not supported for this model.");
        require(
                !(budget
                        && model.startsWith("gemini-2.5-pro")
                        && thinking.path("thinkingBudget").asInt() == 0),
                "Budget 0 is invalid. This model only works in thinking mode.");
    }

    private void newest() {
        JsonNode thinking = config.path("thinkingConfig");
        require(!thinking.has("thinkingBudget"), "Thinking budget is not supported for this model.");
        require(
                !thinking.path("thinkingLevel").asText().equals("MINIMAL"),
                "Thinking level MINIMAL is not supported for this model.");
        require(
                Asked.of(call.request()).streams()
                        || config.path("maxOutputTokens").asInt() <= MOST_WHOLE,
                "max_output_tokens above 32768 needs a stream or a continuation token");
        call.request().ignored(SAMPLING.stream().filter(config::has).toList());
    }

    private void require(boolean good, String message) {
        if (!good) {
            throw ApiError.invalid(message).refusal(call);
        }
    }
}
