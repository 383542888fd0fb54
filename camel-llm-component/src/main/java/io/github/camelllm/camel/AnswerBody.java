/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.OutputFormat;
import io.github.camelllm.model.Part;
import io.github.camelllm.runtime.AnswerJson;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the body becomes. */
final class AnswerBody {

    private AnswerBody() {}

    /**
     * The body for an answer.
     *
     * @param outputType class of the object; null: none
     * @throws LlmException RESPONSE_INVALID when JSON was asked for and something else came; CONTENT_BLOCKED when the model
     *     declined instead
     */
    static Object of(ChatRequest request, ChatResponse response, ResponseType type, @Nullable Class<?> outputType) {
        if (type == ResponseType.RESPONSE) {
            return response;
        }
        String text = response.text();
        Class<?> wanted = outputType == String.class ? null : outputType;
        boolean json = wanted != null || request.output() instanceof OutputFormat.JsonSchema;
        if (!json || !response.toolCalls().isEmpty() && text.isBlank()) {
            return text.isEmpty() ? refusal(response) : text;
        }
        if (text.isBlank() && !refusal(response).isEmpty()) {
            throw problem(ErrorKind.CONTENT_BLOCKED, "the model declined to answer", response, null);
        }
        try {
            return wanted == null ? AnswerJson.value(text) : AnswerJson.object(text, wanted);
        } catch (IllegalArgumentException e) {
            String cut = response.finish().reason() == FinishReason.LENGTH
                    ? "; the answer was cut: raise maxTokens"
                    : "; responseType=response gives the answer as it is";
            throw problem(
                    ErrorKind.RESPONSE_INVALID,
                    "the answer is not the JSON that was asked for: " + e.getMessage() + cut,
                    response,
                    e);
        }
    }

    private static String refusal(ChatResponse response) {
        return response.first().parts(Part.Refusal.class).stream()
                .map(Part.Refusal::text)
                .collect(Collectors.joining());
    }

    private static LlmException problem(ErrorKind kind, String what, ChatResponse response, @Nullable Throwable cause) {
        return LlmException.of(
                ErrorDetails.of(kind, what)
                        .target(response.provider(), response.requestModel())
                        .operation(LlmOperation.CHAT.optionName())
                        .requestId(response.requestId())
                        .build(),
                response,
                cause);
    }
}
