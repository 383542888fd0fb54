/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.Answer;
import io.github.camelllm.test.Tokens;

/**
 * Token counts for answers that state none: a word is a token, a message costs four more. The same for the same words in
 * each run.
 */
public final class Counting {

    private static final int PER_MESSAGE = 4;

    private Counting() {}

    public static Tokens tokens(JsonNode body, Answer answer) {
        long input = 0;
        for (JsonNode message : body.path("messages")) {
            input += words(message.path("content")) + PER_MESSAGE;
        }
        long reasoning = answer.reasoning().map(Counting::words).orElse(0L);
        long output = reasoning + answer.text().map(Counting::words).orElse(0L);
        output += answer.refusal().map(Counting::words).orElse(0L);
        for (Answer.ToolCall call : answer.toolCalls()) {
            output += words(call.arguments()) + PER_MESSAGE;
        }
        return Tokens.of(input, output).withReasoning(reasoning);
    }

    /** Tokens of the inputs of an embeddings request. */
    public static long inputTokens(JsonNode input) {
        if (input.isTextual()) {
            return words(input.asText());
        }
        if (input.isNumber()) {
            return 1;
        }
        long sum = 0;
        for (JsonNode each : input) {
            sum += inputTokens(each);
        }
        return sum;
    }

    private static long words(JsonNode content) {
        if (content.isTextual()) {
            return words(content.asText());
        }
        long sum = 0;
        for (JsonNode part : content) {
            sum += words(part.path("text").asText(""));
        }
        return sum;
    }

    public static long words(String text) {
        String stripped = text.strip();
        return stripped.isEmpty() ? 0 : stripped.split("\\s+").length;
    }
}
