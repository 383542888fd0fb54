/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.WholeBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.StreamEvent;
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
        Finish broken = events(reply.body(), assembler::accept);
        if (broken != null) {
            throw broken(broken, failures, assembler.response());
        }
        return assembler.response();
    }

    /**
     * Hands on all that the answer says.
     *
     * @return its end when the provider broke off; null: it did not
     * @throws LlmException when it is an error, or not an answer
     */
    @Nullable
    Finish events(ByteChunks body, Consumer<StreamEvent> events) {
        AnswerReader answer = new AnswerReader(failures.target().quirks(), request, true);
        if (!WholeBody.read(body, failures, in -> in.isObject() && answer.read(in))) {
            throw ErrorBody.parse(body.toArray(), body.text()).told(failures);
        }
        if (!answer.hasChoices()) {
            throw failures.invalid("the answer has no choices", null);
        }
        if (answer.callWithoutName()) {
            throw failures.invalid("the answer calls a tool without naming it", null);
        }
        answer.end();
        answer.handOn(events);
        return answer.broken();
    }

    static LlmException broken(Finish finish, Failures failures, ChatResponse partial) {
        return LlmException.of(
                failures.begin(AnswerRules.broken(finish.raw()), "the provider broke the answer off")
                        .said(null, finish.raw())
                        .build(),
                partial,
                null);
    }
}
