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

/** The words of the Messages API. */
final class AnthropicWording implements Wording {

    @Override
    public String length() {
        return "max_tokens";
    }

    @Override
    public Optional<String> withheld() {
        return Optional.of("refusal");
    }

    @Override
    public void withoutUsage(ObjectNode answer) {
        answer.remove("usage");
        if (answer.path("message") instanceof ObjectNode head) {
            head.remove("usage");
        }
    }

    @Override
    public void with64CachedTokens(ObjectNode answer) {
        if (answer.path("usage") instanceof ObjectNode usage) {
            usage.put("input_tokens", 36);
            usage.put("cache_read_input_tokens", 64);
        }
    }

    @Override
    public Map<Feature, List<String>> places() {
        return Map.of(
                Feature.TEMPERATURE, List.of("/temperature"),
                Feature.TOP_P, List.of("/top_p"),
                Feature.TOP_K, List.of("/top_k"),
                Feature.MAX_TOKENS, List.of("/max_tokens"),
                Feature.STOP, List.of("/stop_sequences"),
                Feature.JSON_SCHEMA, List.of("/output_config/format"),
                Feature.TOOLS, List.of("/tools/0/name"));
    }

    @Override
    public String instructions(JsonNode request) {
        return request.path("system").isMissingNode()
                ? ""
                : request.path("system").toString();
    }

    @Override
    public List<JsonNode> turns(JsonNode request) {
        List<JsonNode> all = new ArrayList<>();
        request.path("messages").forEach(all::add);
        return all;
    }
}
