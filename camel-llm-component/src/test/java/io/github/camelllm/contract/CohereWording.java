/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.profile.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cohere's API of version 2. */
final class CohereWording implements Wording {

    private final Map<Feature, List<String>> places = new HashMap<>(PLACES);

    CohereWording() {
        places.put(Feature.TOP_P, List.of("/p"));
        places.put(Feature.TOP_K, List.of("/k"));
        places.put(Feature.STOP, List.of("/stop_sequences"));
    }

    @Override
    public String length() {
        return "MAX_TOKENS";
    }

    /** A refused request or answer is an error of status 498. */
    @Override
    public Optional<String> withheld() {
        return Optional.empty();
    }

    @Override
    public boolean tellsUsage(String answer) {
        return answer.contains("\"billed_units\"");
    }

    @Override
    public boolean namesModel() {
        return false;
    }

    @Override
    public Map<Feature, List<String>> places() {
        return places;
    }

    /** No tool can be named: the one is offered alone. */
    @Override
    public boolean demands(JsonNode request, String tool) {
        return request.path("tool_choice").asText().equals("REQUIRED")
                && request.path("tools").size() == 1
                && request.at("/tools/0/function/name").asText().equals(tool);
    }
}
