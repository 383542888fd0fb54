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
import io.github.camelllm.profile.Target;

/** Decodes an answer that came whole. */
final class AnswerDecoder {

    private final ChatRequest request;
    private final Target target;
    private final Failures failures;

    AnswerDecoder(ChatRequest request, Target target, Failures failures) {
        this.request = request;
        this.target = target;
        this.failures = failures;
    }

    ChatResponse response(WireReply reply) {
        ChatAssembler assembler =
                new ChatAssembler(target, request, failures.requestId().orElse(null));
        if (request.rawResponse()) {
            assembler.raw(reply.body().text());
        }
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
