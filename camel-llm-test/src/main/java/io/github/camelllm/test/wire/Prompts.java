/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

import com.fasterxml.jackson.databind.JsonNode;

/** What the user asks, and what a wire answers to it when nothing is scripted. */
public final class Prompts {

    private static final int ECHOED = 200;

    private Prompts() {}

    /** The text of the user's last message in {@code messages}; empty when there is none. */
    public static String last(JsonNode body) {
        String prompt = "";
        for (JsonNode message : body.path("messages")) {
            if (message.path("role").asText().equals("user")) {
                prompt = text(message.path("content"));
            }
        }
        return prompt;
    }

    /** A plain text, or the texts of blocks put together. */
    public static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(block -> text.append(block.path("text").asText("")));
        return text.toString();
    }

    /** The answer to a prompt, of which it repeats the beginning. */
    public static String echo(String prompt) {
        return "Simulated answer to: "
                + prompt.substring(0, Math.min(ECHOED, prompt.length())).strip();
    }
}
