/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.profile.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a dialect says on the wire what the contract asks for. The bodies of the methods here are OpenAI's words; another
 * dialect says what differs.
 */
interface Wording {

    /** Where settings stand in a request. */
    Map<Feature, List<String>> PLACES = Map.of(
            Feature.TEMPERATURE, List.of("/temperature"),
            Feature.TOP_P, List.of("/top_p"),
            Feature.TOP_K, List.of("/top_k"),
            Feature.MAX_TOKENS, List.of("/max_tokens", "/max_completion_tokens"),
            Feature.STOP, List.of("/stop"),
            Feature.SEED, List.of("/seed", "/random_seed"),
            Feature.METADATA, List.of("/metadata"),
            Feature.JSON_OBJECT, List.of("/response_format"),
            Feature.JSON_SCHEMA, List.of("/response_format"),
            Feature.TOOLS, List.of("/tools/0/function/name"));

    /** The wording of each dialect that is not OpenAI's. */
    Map<String, Wording> OTHERS = Map.of(
            "anthropic-messages",
            new AnthropicWording(),
            "bedrock-converse",
            new ConverseWording(),
            "cohere-v2",
            new CohereWording(),
            "google-generate-content",
            new GoogleWording(),
            "ollama",
            new OllamaWording(),
            "openai-responses",
            new ResponsesWording());

    /** The wording of the dialect of that id. */
    static Wording of(String dialect) {
        return OTHERS.getOrDefault(dialect, new Wording() {});
    }

    /** The end of an answer that was cut at the limit of tokens. */
    default String length() {
        return "length";
    }

    /** The end of an answer that was withheld; empty: there is no such end. */
    default Optional<String> withheld() {
        return Optional.of("content_filter");
    }

    /** Takes all counts out of an answer. */
    default void withoutUsage(ObjectNode answer) {
        answer.remove(List.of("usage", "x_groq"));
    }

    /** Says that 64 of the 100 tokens of the prompt came from the cache. */
    default void with64CachedTokens(ObjectNode answer) {
        if (answer.has("usage")) {
            answer.withObject("/usage/prompt_tokens_details").put("cached_tokens", 64);
            answer.withObject("/usage").remove("prompt_cache_hit_tokens");
            answer.withObject("/usage").remove("prompt_cache_miss_tokens");
        }
    }

    /** Whether an answer, or an answer of vectors, tells counts. */
    default boolean tellsUsage(String answer) {
        return answer.contains("\"usage\"");
    }

    /** Whether an answer says which model gave it. */
    default boolean namesModel() {
        return true;
    }

    /** Whether an answer has an id. */
    default boolean namesAnswer() {
        return true;
    }

    /** Whether the provider fetches pictures from an address by itself. */
    default boolean takesAddresses() {
        return true;
    }

    /** Where settings stand in a request. */
    default Map<Feature, List<String>> places() {
        return PLACES;
    }

    /** What a request says of a setting, which must stand in one place at most. */
    default JsonNode said(JsonNode request, Feature feature) {
        List<JsonNode> found = places().getOrDefault(feature, List.of()).stream()
                .map(request::at)
                .filter(node -> !node.isMissingNode())
                .toList();
        if (found.size() > 1) {
            throw new AssertionError(feature + " stands twice in " + request);
        }
        return found.isEmpty() ? MissingNode.getInstance() : found.get(0);
    }

    /** Whether a request demands a call of this tool and no other. */
    default boolean demands(JsonNode request, String tool) {
        return request.path("tool_choice").toString().contains(tool);
    }

    /** The model that a request names. */
    default String model(JsonNode request, String path) {
        return request.path("model").asText();
    }

    /** The instructions of a request. */
    default String instructions(JsonNode request) {
        JsonNode first = request.path("messages").path(0);
        return List.of("system", "developer").contains(first.path("role").asText()) ? first.toString() : "";
    }

    /** The messages of a request behind its instructions. */
    default List<JsonNode> turns(JsonNode request) {
        List<JsonNode> all = new ArrayList<>();
        request.path("messages").forEach(all::add);
        return all.subList(instructions(request).isEmpty() ? 0 : 1, all.size());
    }
}
