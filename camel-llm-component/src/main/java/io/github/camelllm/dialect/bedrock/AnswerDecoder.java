/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

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
import java.util.LinkedHashMap;
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
        Answer said = new Answer();
        try {
            if (!WholeBody.read(body, failures, in -> said.read(in, answer))) {
                throw failures.invalid("the answer is not a JSON object", null);
            }
        } catch (IllegalArgumentException e) {
            throw failures.invalid("a picture or thought of the answer is not base64: " + e.getMessage(), e);
        }
        if (said.reason == null || !said.hasContent) {
            throw said.failure(failures);
        }
        answer.begin(failures.requestId().orElse(null));
        answer.metadata(said.members);
        answer.finish(said.reason, Map.of());
        answer.handOn(events);
    }

    /** The members of the answer's object, in whatever order. */
    private static final class Answer {
        @Nullable
        String reason;

        boolean hasContent;
        final Map<String, Object> members = new LinkedHashMap<>();

        boolean read(JsonReader in, AnswerTrack answer) {
            if (!in.isObject()) {
                return false;
            }
            in.object();
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                switch (name) {
                    case "stopReason" -> reason = in.scalarOrNull();
                    case "output" ->
                        inner("message", in, message -> inner("content", message, list -> content(list, answer)));
                    default -> members.put(name, in.value());
                }
            }
            return true;
        }

        LlmException failure(Failures failures) {
            ErrorBody error = ErrorBody.of(members, failures.headers());
            if (error.message() != null || error.type() != null) {
                return error.told(failures);
            }
            return failures.invalid(hasContent ? "the answer has no stop reason" : "the answer has no content", null);
        }

        private static void inner(String member, JsonReader in, Consumer<JsonReader> reader) {
            if (!in.isObject()) {
                in.skip();
                return;
            }
            in.object();
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                if (name.equals(member)) {
                    reader.accept(in);
                } else {
                    in.skip();
                }
            }
        }

        private void content(JsonReader in, AnswerTrack answer) {
            if (!in.isArray()) {
                in.skip();
                return;
            }
            hasContent = true;
            for (int index = 0; in.nextElement(); index++) {
                if (in.isObject()) {
                    answer.wholeBlock(index, in.map());
                } else {
                    in.skip();
                }
            }
        }
    }
}
