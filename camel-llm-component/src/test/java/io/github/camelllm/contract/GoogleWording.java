/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How generateContent says what the contract asks for. */
final class GoogleWording implements Wording {

    private static final String CONFIG = "/generationConfig/";

    @Override
    public String length() {
        return "MAX_TOKENS";
    }

    @Override
    public Optional<String> withheld() {
        return Optional.of("SAFETY");
    }

    @Override
    public void withoutUsage(ObjectNode answer) {
        answer.remove("usageMetadata");
    }

    @Override
    public boolean tellsUsage(String answer) {
        return answer.contains("\"usageMetadata\"") || answer.contains("\"token_count\"");
    }

    @Override
    public Map<Feature, List<String>> places() {
        return Map.of(
                Feature.TEMPERATURE, List.of(CONFIG + "temperature"),
                Feature.TOP_P, List.of(CONFIG + "topP"),
                Feature.TOP_K, List.of(CONFIG + "topK"),
                Feature.MAX_TOKENS, List.of(CONFIG + "maxOutputTokens"),
                Feature.STOP, List.of(CONFIG + "stopSequences"),
                Feature.SEED, List.of(CONFIG + "seed"),
                Feature.METADATA, List.of("/labels"),
                Feature.JSON_OBJECT, List.of(CONFIG + "responseMimeType"),
                Feature.JSON_SCHEMA, List.of(CONFIG + "responseJsonSchema"),
                Feature.TOOLS, List.of("/tools/0/functionDeclarations/0/name"));
    }

    @Override
    public boolean demands(JsonNode request, String tool) {
        JsonNode calling = request.at("/toolConfig/functionCallingConfig");
        return calling.path("mode").asText().equals("ANY")
                && calling.path("allowedFunctionNames").toString().equals("[\"" + tool + "\"]");
    }

    @Override
    public String model(JsonNode request, String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf(':'));
    }

    @Override
    public String instructions(JsonNode request) {
        return request.path("systemInstruction").toString();
    }

    @Override
    public List<JsonNode> turns(JsonNode request) {
        List<JsonNode> all = new ArrayList<>();
        request.path("contents").forEach(all::add);
        return all;
    }
}
