/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.profile.Feature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ollama's own API. */
final class OllamaWording implements Wording {

    private final Map<Feature, List<String>> places = new HashMap<>(PLACES);

    OllamaWording() {
        places.put(Feature.TEMPERATURE, List.of("/options/temperature"));
        places.put(Feature.TOP_P, List.of("/options/top_p"));
        places.put(Feature.TOP_K, List.of("/options/top_k"));
        places.put(Feature.MAX_TOKENS, List.of("/options/num_predict"));
        places.put(Feature.STOP, List.of("/options/stop"));
        places.put(Feature.SEED, List.of("/options/seed"));
        places.put(Feature.JSON_OBJECT, List.of("/format"));
        places.put(Feature.JSON_SCHEMA, List.of("/format"));
    }

    /** The server withholds nothing. */
    @Override
    public Optional<String> withheld() {
        return Optional.empty();
    }

    @Override
    public void withoutUsage(ObjectNode answer) {
        answer.remove(List.of("prompt_eval_count", "eval_count"));
    }

    @Override
    public boolean tellsUsage(String answer) {
        return answer.contains("\"prompt_eval_count\"");
    }

    @Override
    public boolean namesAnswer() {
        return false;
    }

    @Override
    public boolean takesAddresses() {
        return false;
    }

    @Override
    public Map<Feature, List<String>> places() {
        return places;
    }
}
