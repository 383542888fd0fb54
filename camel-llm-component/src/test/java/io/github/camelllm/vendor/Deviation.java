/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place where a vendor's document does not say what the vendor's servers do.
 *
 * @param document the provider whose document it is
 * @param at the JSON pointer of the place in the document; {@code -} as its last step stands for a new item
 * @param say what should stand there; null: nothing
 * @param reason what is wrong or missing
 * @param source who says so, and when that was read
 */
record Deviation(String document, String at, @Nullable JsonNode say, String reason, String source) {

    Deviation {
        if (reason.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("a deviation needs a reason and a source: " + document + " " + at);
        }
    }

    /** All that are known: the one list. */
    static List<Deviation> all() {
        List<Deviation> all = new ArrayList<>();
        for (JsonNode each : Yaml.resource("deviations.yaml")) {
            all.add(new Deviation(
                    each.path("document").asText(),
                    each.path("at").asText(),
                    each.get("say"),
                    each.path("reason").asText(),
                    each.path("source").asText()));
        }
        return all;
    }

    /** Puts the document right. */
    void mend(JsonNode root) {
        JsonPointer pointer = JsonPointer.compile(at);
        JsonNode parent = root.at(pointer.head());
        String last = pointer.last().getMatchingProperty();
        if (parent instanceof ArrayNode list && last.equals("-") && say != null) {
            list.add(say);
        } else if (parent instanceof ObjectNode object && say != null) {
            object.set(last, say);
        } else if (parent instanceof ObjectNode object && object.has(last)) {
            object.remove(last);
        } else {
            throw new IllegalArgumentException(this + " stands in no place of the document");
        }
    }

    /** Where it stands, for reports. */
    @Override
    public String toString() {
        return Map.of(document, at).toString();
    }
}
