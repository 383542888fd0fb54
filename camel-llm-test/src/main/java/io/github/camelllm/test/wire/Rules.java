/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Questions about request bodies that more than one provider asks. */
public final class Rules {

    private Rules() {}

    public static boolean present(JsonNode body, String member) {
        return body.has(member) && !body.path(member).isNull();
    }

    /** Members that are not in the set, in the order of the body. */
    public static List<String> unknown(JsonNode object, Set<String> known) {
        List<String> unknown = new ArrayList<>();
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknown.add(name);
            }
        });
        return unknown;
    }

    public static boolean outside(JsonNode value, double least, double most) {
        return value.isNumber() && (value.asDouble() < least || value.asDouble() > most);
    }

    /** Whether any message says the word JSON, as JSON mode demands. */
    public static boolean saysJson(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.path("content").toString().toLowerCase(Locale.ROOT).contains("json")) {
                return true;
            }
        }
        return false;
    }

    public static String role(JsonNode message) {
        return message.path("role").asText("");
    }
}
