/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a recording itself states, read by a walk through its JSON that shares nothing with the dialect. */
record Recorded(
        String text,
        String reasoning,
        List<Call> calls,
        @Nullable String finish,
        @Nullable Long prompt,
        @Nullable Long completion,
        @Nullable Long total,
        @Nullable Long cached,
        @Nullable Long reasoningTokens) {

    record Call(@Nullable String id, String name, String arguments) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Recorded whole(String body) {
        JsonNode answer = tree(body);
        return of(List.of(answer), "message");
    }

    static Recorded stream(List<String> payloads) {
        return of(payloads.stream().map(Recorded::tree).toList(), "delta");
    }

    private static Recorded of(List<JsonNode> objects, String holder) {
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        Map<Integer, Call> calls = new LinkedHashMap<>();
        String finish = null;
        JsonNode usage = null;
        for (JsonNode object : objects) {
            JsonNode choice = object.path("choices").path(0);
            JsonNode message = choice.path(holder);
            content(message.path("content"), text, reasoning);
            reasoning.append(message.path("reasoning").asText(""));
            if (message.path("reasoning").isMissingNode()) {
                reasoning.append(message.path("reasoning_content").asText(""));
            }
            int position = 0;
            for (JsonNode call : message.path("tool_calls")) {
                int index = call.path("index").asInt(position++);
                calls.merge(
                        index,
                        call(call),
                        (a, b) -> new Call(
                                a.id() == null ? b.id() : a.id(),
                                a.name().isEmpty() ? b.name() : a.name(),
                                a.arguments() + b.arguments()));
            }
            finish = choice.hasNonNull("finish_reason")
                    ? choice.get("finish_reason").asText()
                    : finish;
            usage = object.path("usage").isObject() ? object.get("usage") : usage;
        }
        return new Recorded(
                text.toString(),
                reasoning.toString(),
                List.copyOf(calls.values()),
                finish,
                number(usage, "/prompt_tokens"),
                number(usage, "/completion_tokens"),
                number(usage, "/total_tokens"),
                number(usage, "/prompt_tokens_details/cached_tokens"),
                number(usage, "/completion_tokens_details/reasoning_tokens"));
    }

    private static Call call(JsonNode call) {
        JsonNode function = call.path("function");
        return new Call(
                call.hasNonNull("id") ? call.get("id").asText() : null,
                function.path("name").asText(""),
                function.path("arguments").asText(""));
    }

    private static void content(JsonNode content, StringBuilder text, StringBuilder reasoning) {
        if (content.isTextual()) {
            text.append(content.asText());
        }
        for (JsonNode part : content.isArray() ? content : List.<JsonNode>of()) {
            text.append(part.path("text").asText(""));
            for (JsonNode thought : part.path("thinking")) {
                reasoning.append(thought.path("text").asText(""));
            }
        }
    }

    private static @Nullable Long number(@Nullable JsonNode usage, String pointer) {
        JsonNode number = usage == null ? null : usage.at(pointer);
        return number != null && number.isNumber() ? (Long) number.asLong() : null;
    }

    static List<String> lines(String text) {
        return new ArrayList<>(text.lines().filter(line -> !line.isBlank()).toList());
    }
}
