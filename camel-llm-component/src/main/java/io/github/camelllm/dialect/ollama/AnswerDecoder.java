/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.ollama;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.WholeBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;

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
        Chunk chunk = new Chunk();
        if (!WholeBody.read(reply.body(), failures, chunk::read)) {
            throw failures.invalid("the answer is not a JSON object", null);
        }
        if (chunk.error != null) {
            throw new ErrorBody(chunk.error).told(failures);
        }
        if (!chunk.hasMessage || !chunk.done) {
            throw failures.invalid(chunk.hasMessage ? "the answer is not done" : "the answer has no message", null);
        }
        AnswerTrack track = new AnswerTrack();
        if (!track.take(chunk)) {
            throw failures.invalid("the answer calls a tool without naming it", null);
        }
        track.handOn(assembler::accept);
        return assembler.response();
    }
}
