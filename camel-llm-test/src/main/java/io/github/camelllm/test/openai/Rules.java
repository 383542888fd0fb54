/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Questions about request bodies that more than one provider asks. */
final class Rules {

    private Rules() {}

    static boolean present(JsonNode body, String member) {
        return body.has(member) && !body.path(member).isNull();
    }

    /** Members that are not in the set, in the order of the body. */
    static List<String> unknown(JsonNode object, Set<String> known) {
        List<String> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(name);
            }
        });
        return unknown;
    }

    static boolean outside(JsonNode value, double least, double most) {
        return value.isNumber() && (value.asDouble() < least || value.asDouble() > most);
    }

    /** Whether any message says the word JSON, as JSON mode demands. */
    static boolean saysJson(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.path("content").toString().toLowerCase(Locale.ROOT).contains("json")) {
                return true;
            }
        }
        return false;
    }

    static String role(JsonNode message) {
        return message.path("role").asText("");
    }
}
