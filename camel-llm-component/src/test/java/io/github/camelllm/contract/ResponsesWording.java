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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OpenAI's Responses. */
final class ResponsesWording implements Wording {

    private final Map<Feature, List<String>> places = new HashMap<>(PLACES);

    ResponsesWording() {
        places.put(Feature.MAX_TOKENS, List.of("/max_output_tokens"));
        places.put(Feature.JSON_OBJECT, List.of("/text/format"));
        places.put(Feature.JSON_SCHEMA, List.of("/text/format"));
        places.put(Feature.TOOLS, List.of("/tools/0/name"));
    }

    @Override
    public String length() {
        return "max_output_tokens";
    }

    @Override
    public Map<Feature, List<String>> places() {
        return places;
    }

    @Override
    public void with64CachedTokens(ObjectNode answer) {
        answer.withObject("/usage/input_tokens_details").put("cached_tokens", 64);
    }

    @Override
    public String instructions(JsonNode request) {
        return request.path("instructions").asText();
    }

    @Override
    public List<JsonNode> turns(JsonNode request) {
        List<JsonNode> all = new ArrayList<>();
        request.path("input").forEach(all::add);
        return all;
    }
}
