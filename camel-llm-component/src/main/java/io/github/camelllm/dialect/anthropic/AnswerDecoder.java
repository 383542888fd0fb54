/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.WholeBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decodes an answer that came whole. */
final class AnswerDecoder {

    private final ChatRequest request;
    private final Failures failures;

    AnswerDecoder(ChatRequest request, Failures failures) {
        this.request = request;
        this.failures = failures;
    }

    ChatResponse response(WireReply reply) {
        ChatAssembler assembler = ChatAssembler.ofWhole(reply, request, failures);
        events(reply.body(), assembler::accept);
        return assembler.response();
    }

    /**
     * Hands on all that the answer says.
     *
     * @throws LlmException when it is an error, or not an answer
     */
    void events(ByteChunks body, Consumer<StreamEvent> events) {
        AnswerTrack answer = new AnswerTrack(failures.target().quirks(), request);
        Message message = new Message();
        if (!WholeBody.read(body, failures, in -> message.read(in, answer))) {
            throw failures.invalid("the answer is not a JSON object", null);
        }
        if (message.error != null) {
            throw ErrorBody.of(message.error).told(failures);
        }
        if (message.reason == null || !message.hasContent) {
            throw failures.invalid(
                    message.hasContent ? "the answer has no stop reason" : "the answer has no content", null);
        }
        if (message.usage != null) {
            answer.usage(message.usage, false);
        }
        answer.begin(message.id, message.model);
        answer.finish(message.reason, message.details);
        answer.handOn(events);
    }

    /** The members of the answer's object, in whatever order. */
    private static final class Message {
        @Nullable
        String id;

        @Nullable
        String model;

        @Nullable
        String reason;

        @Nullable
        Map<?, ?> details;

        @Nullable
        Map<?, ?> usage;

        @Nullable
        Object error;

        boolean hasContent;

        boolean read(JsonReader in, AnswerTrack answer) {
            if (!in.isObject()) {
                return false;
            }
            in.object();
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                switch (name) {
                    case "id" -> id = in.scalarOrNull();
                    case "model" -> model = in.scalarOrNull();
                    case "stop_reason" -> reason = in.scalarOrNull();
                    case "stop_details" -> details = in.value() instanceof Map<?, ?> map ? map : null;
                    case "usage" -> usage = in.value() instanceof Map<?, ?> map ? map : null;
                    case "error" -> error = in.value();
                    case "content" -> content(in, answer);
                    default -> in.skip();
                }
            }
            return true;
        }

        private void content(JsonReader in, AnswerTrack answer) {
            if (!in.isArray()) {
                in.skip();
                return;
            }
            hasContent = true;
            while (in.nextElement()) {
                if (in.isObject()) {
                    answer.begin(in.map());
                    answer.endBlock();
                } else {
                    in.skip();
                }
            }
        }
    }
}
