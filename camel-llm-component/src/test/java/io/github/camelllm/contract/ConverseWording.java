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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Converse. */
final class ConverseWording implements Wording {

    private static final Map<Feature, List<String>> PLACES = Map.of(
            Feature.TEMPERATURE, List.of("/inferenceConfig/temperature"),
            Feature.TOP_P, List.of("/inferenceConfig/topP"),
            Feature.TOP_K, List.of("/additionalModelRequestFields/top_k"),
            Feature.MAX_TOKENS, List.of("/inferenceConfig/maxTokens"),
            Feature.STOP, List.of("/inferenceConfig/stopSequences"),
            Feature.METADATA, List.of("/requestMetadata"),
            Feature.JSON_SCHEMA, List.of("/outputConfig/textFormat"),
            Feature.TOOLS, List.of("/toolConfig/tools/0/toolSpec/name"));

    @Override
    public Map<Feature, List<String>> places() {
        return PLACES;
    }

    @Override
    public String length() {
        return "max_tokens";
    }

    @Override
    public Optional<String> withheld() {
        return Optional.of("guardrail_intervened");
    }

    @Override
    public void with64CachedTokens(ObjectNode answer) {
        answer.withObject("/usage").put("inputTokens", 36).put("cacheReadInputTokens", 64);
    }

    /** Tokens of vectors stand in a header. */
    @Override
    public boolean tellsUsage(String answer) {
        return answer.contains("\"usage\"") || answer.contains("\"embeddings\"");
    }

    @Override
    public boolean namesModel() {
        return false;
    }

    @Override
    public boolean takesAddresses() {
        return false;
    }

    @Override
    public boolean demands(JsonNode request, String tool) {
        return request.at("/toolConfig/toolChoice/tool/name").asText().equals(tool);
    }

    @Override
    public String model(JsonNode request, String path) {
        return URLDecoder.decode(path.split("/")[2], StandardCharsets.UTF_8);
    }

    @Override
    public String instructions(JsonNode request) {
        return request.path("system").toString();
    }

    @Override
    public List<JsonNode> turns(JsonNode request) {
        return request.path("messages").findParents("role");
    }
}
