/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.WholeBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorDetails;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
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
            throw LlmException.of(broken(broken, null, failures).build(), assembler.response(), null);
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
        Answer answer = new Answer();
        if (!WholeBody.read(body, failures, answer::read)) {
            throw failures.invalid("the answer is not a JSON object", null);
        }
        if (answer.error != null) {
            throw answer.error.told(failures);
        }
        if (answer.finish == null || !answer.hasMessage) {
            throw failures.invalid(
                    answer.hasMessage ? "the answer has no finish reason" : "the answer has no message", null);
        }
        AnswerTrack track = new AnswerTrack();
        answer.tell(track);
        if (track.callWithoutName()) {
            throw failures.invalid("the answer calls a tool without naming it", null);
        }
        track.handOn(events);
        Finish finish = track.finish();
        return finish != null && finish.reason() == FinishReason.ERROR ? finish : null;
    }

    /** The provider gave up in the middle of an answer, for a fault or for its own limit of time. */
    static ErrorDetails.Builder broken(Finish finish, @Nullable String words, Failures failures) {
        String what = "TIMEOUT".equals(finish.raw())
                ? "the provider broke the answer off because it took too long"
                : "the provider broke the answer off";
        return failures.begin(ErrorKind.SERVER_ERROR, what).said(words, finish.raw());
    }
}
