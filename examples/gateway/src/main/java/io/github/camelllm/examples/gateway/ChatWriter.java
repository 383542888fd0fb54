/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Choice;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.Part;
import io.github.camelllm.model.Usage;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers in OpenAI's form. The model is the one that answered. */
final class ChatWriter {

    private ChatWriter() {}

    static ObjectNode whole(ChatResponse response) {
        ObjectNode body = head(id(response.id()), "chat.completion", model(response));
        ArrayNode choices = body.putArray("choices");
        for (Choice choice : response.choices()) {
            ObjectNode one = choices.addObject().put("index", choice.index());
            one.set("message", message(choice));
            one.put("finish_reason", reason(choice.finish().reason()));
        }
        if (response.usage().known()) {
            body.set("usage", usage(response.usage()));
        }
        return body;
    }

    static ObjectNode head(String id, String object, @Nullable String model) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", System.currentTimeMillis() / 1000)
                .put("model", model);
    }

    static String id(@Nullable String provider) {
        return provider != null ? provider : "chatcmpl-" + UUID.randomUUID();
    }

    static @Nullable String model(ChatResponse response) {
        return response.model() != null ? response.model() : response.requestModel();
    }

    static String reason(FinishReason reason) {
        return switch (reason) {
            case STOP, OTHER -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
            case ERROR ->
                throw new RefusedException(502, "response_invalid", null, "the model broke off with an error");
        };
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        usage.inputTokens().ifPresent(count -> counts.put("prompt_tokens", count));
        usage.outputTokens().ifPresent(count -> counts.put("completion_tokens", count));
        usage.totalTokens().ifPresent(count -> counts.put("total_tokens", count));
        usage.count(Bucket.CACHE_READ)
                .ifPresent(count -> counts.putObject("prompt_tokens_details").put("cached_tokens", count));
        usage.count(Bucket.REASONING)
                .ifPresent(
                        count -> counts.putObject("completion_tokens_details").put("reasoning_tokens", count));
        return counts;
    }

    private static ObjectNode message(Choice choice) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", "assistant");
        List<Part.ToolCall> calls = choice.parts(Part.ToolCall.class);
        message.put("content", choice.text().isEmpty() && !calls.isEmpty() ? null : choice.text());
        List<Part.Refusal> refusals = choice.parts(Part.Refusal.class);
        message.put(
                "refusal",
                refusals.isEmpty()
                        ? null
                        : refusals.stream().map(Part.Refusal::text).collect(Collectors.joining()));
        List<Part.Reasoning> thoughts = choice.parts(Part.Reasoning.class);
        if (!thoughts.isEmpty()) {
            message.put(
                    "reasoning_content",
                    thoughts.stream().map(Part.Reasoning::text).collect(Collectors.joining()));
        }
        if (!calls.isEmpty()) {
            ArrayNode all = message.putArray("tool_calls");
            calls.forEach(call -> all.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.arguments()));
        }
        return message;
    }
}
