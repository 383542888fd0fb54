/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Part;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was understood of an answer.
 *
 * @param texts one for each choice
 * @param thoughts empty: it told none
 * @param calls name and arguments of each
 * @param finish in the provider's words
 * @param input all tokens of the prompt, -1: unknown
 * @param output all tokens of the answer, -1: unknown
 * @param cached tokens of the prompt that came from a cache
 */
record Heard(
        List<String> texts, String thoughts, List<Call> calls, String finish, long input, long output, long cached) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A tool call. */
    record Call(String name, JsonNode arguments) {
        static Call of(String name, String arguments) {
            try {
                return new Call(name, JSON.readTree(arguments));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Call of(String name, Object arguments) {
            return new Call(name, JSON.valueToTree(arguments));
        }
    }

    static Heard of(ChatResponse answer) {
        return new Heard(
                answer.choices().stream().map(choice -> choice.text()).toList(),
                answer.first().parts(Part.Reasoning.class).stream()
                        .map(Part.Reasoning::text)
                        .collect(Collectors.joining()),
                answer.toolCalls().stream()
                        .map(call -> Call.of(call.name(), call.arguments()))
                        .toList(),
                answer.finish().raw() == null ? "" : answer.finish().raw(),
                answer.usage().inputTokens().orElse(-1),
                answer.usage().outputTokens().orElse(-1),
                answer.usage().count(Bucket.CACHE_READ).orElse(0));
    }
}
