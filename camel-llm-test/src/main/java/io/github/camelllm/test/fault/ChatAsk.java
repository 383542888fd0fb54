/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelllm.test.wire.Counting;
import io.github.camelllm.test.wire.Nodes;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a chat call asks for.
 *
 * @param model as sent
 * @param streamed whether a stream is asked for
 * @param usage whether a stream is to end with the usage
 * @param promptTokens the words of the messages, and four for each message
 * @param prefilled whether the last message is the assistant's
 * @param prefill the text of that message; empty: none
 * @param requestId null: none was sent
 * @param authorized whether a bearer token came
 */
record ChatAsk(
        String model,
        boolean streamed,
        boolean usage,
        int promptTokens,
        boolean prefilled,
        String prefill,
        @Nullable String requestId,
        boolean authorized) {

    static ChatAsk of(HttpAsk ask) {
        JsonNode body = Nodes.read(ask.body().getBytes(StandardCharsets.UTF_8));
        JsonNode messages = body.path("messages");
        int tokens = 0;
        for (JsonNode message : messages) {
            tokens += (int) Counting.words(text(message.path("content"))) + 4;
        }
        JsonNode last = messages.path(messages.size() - 1);
        boolean prefilled = last.path("role").asText().equals("assistant");
        return new ChatAsk(
                body.path("model").asText(),
                body.path("stream").asBoolean(),
                body.path("stream_options").path("include_usage").asBoolean(),
                tokens,
                prefilled,
                prefilled ? text(last.path("content")) : "",
                ask.header("x-request-id"),
                String.valueOf(ask.header("authorization")).startsWith("Bearer "));
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder all = new StringBuilder();
        content.forEach(part -> all.append(part.path("text").asText("")));
        return all.toString();
    }
}
