/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.wire.Counting;
import java.util.Base64;
import java.util.Set;

/** What a server refuses; members that it does not know it only logs. */
final class ChatRules {

    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
    private static final Set<String> EFFORTS = Set.of("low", "medium", "high", "max");

    private final JsonNode body;

    ChatRules(JsonNode body) {
        this.body = body;
    }

    void check() {
        require(body.isObject(), "invalid JSON");
        require(!body.path("model").asText().isEmpty(), "model is required");
        think();
        JsonNode format = body.path("format");
        require(
                format.isMissingNode() || format.isObject() || format.asText().equals("json"),
                "invalid format: \"" + format.asText() + "\"; expected \"json\" or a valid JSON Schema object");
        body.path("messages").forEach(this::message);
        require(
                !body.path("truncate").isBoolean() || body.path("truncate").booleanValue() || fits(),
                "the input length exceeds the context length");
    }

    /** Whether the prompt fits the window that is asked for. */
    private boolean fits() {
        JsonNode window = body.at("/options/num_ctx");
        long words = 0;
        for (JsonNode message : body.path("messages")) {
            words += Counting.words(message.path("content").asText());
        }
        return !window.isNumber() || words <= window.asLong();
    }

    private void think() {
        JsonNode think = body.path("think");
        require(
                think.isMissingNode() || think.isBoolean() || EFFORTS.contains(think.asText()),
                "invalid think value: \"" + think.asText()
                        + "\" (must be \"high\", \"medium\", \"low\", \"max\", true, or false)");
    }

    private void message(JsonNode message) {
        String role = message.path("role").asText();
        require(ROLES.contains(role), "invalid role: " + role);
        require(message.path("content").isTextual(), "json: cannot unmarshal content into a string");
        for (JsonNode image : message.path("images")) {
            require(base64(image.asText()), "illegal base64 data at input byte 4");
        }
        for (JsonNode call : message.path("tool_calls")) {
            require(call.at("/function/arguments").isObject(), "json: cannot unmarshal arguments into an object");
        }
    }

    private static boolean base64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean good, String message) {
        if (!good) {
            throw new ApiError(400, message).refusal();
        }
    }
}
