/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.WholeBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.util.function.Consumer;

/** Decodes an answer that came whole: one object, or a list of what a stream would have said. */
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
     * @throws io.github.camelllm.error.LlmException when it is an error, or not an answer
     */
    void events(ByteChunks body, Consumer<StreamEvent> events) {
        AnswerTrack answer = new AnswerTrack(failures);
        boolean object;
        try {
            object = WholeBody.read(body, failures, in -> read(in, answer, events));
        } finally {
            answer.tellCounts(events);
        }
        if (!object) {
            throw failures.invalid("the answer is no JSON object", null);
        }
        if (!answer.hasChoices()) {
            throw failures.invalid("the answer has no candidates", null);
        }
        if (!answer.finished()) {
            throw failures.invalid("the answer has no finish reason", null);
        }
    }

    private static boolean read(JsonReader in, AnswerTrack answer, Consumer<StreamEvent> events) {
        Chunk chunk = new Chunk();
        if (in.isArray()) {
            while (in.nextElement()) {
                if (!in.isObject()) {
                    return false;
                }
                answer.take(chunk.read(in), events);
            }
            return true;
        }
        if (in.isObject()) {
            answer.take(chunk.read(in), events);
            return true;
        }
        return false;
    }
}
