/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.WholeBody;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.ByteChunks;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.Finish;
import io.github.camelllm.model.FinishReason;
import io.github.camelllm.model.StreamEvent;
import java.util.HashMap;
import java.util.List;
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
        Finish broken = events(reply.body(), assembler::accept);
        if (broken != null) {
            throw LlmException.of(broken(broken, failures).details(), assembler.response(), null);
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
        Map<String, Object> response = new HashMap<>();
        boolean object = WholeBody.read(body, failures, in -> {
            if (in.isObject()) {
                response.putAll(in.map());
            }
            return !response.isEmpty();
        });
        if (!object || response.get("error") != null || !(response.get("output") instanceof List)) {
            throw told(response, body);
        }
        Answer answer = new Answer(failures.target().quirks());
        Finish finish = answer.end(response);
        if (answer.items().nameless()) {
            throw failures.invalid("the answer calls a tool without naming it", null);
        }
        answer.handOn(events);
        return finish.reason() == FinishReason.ERROR ? finish : null;
    }

    private LlmException told(Map<String, Object> response, ByteChunks body) {
        if (response.get("error") != null || !response.isEmpty() && !response.containsKey("output")) {
            ErrorWords words = ErrorWords.of(response);
            return words.message() == null && words.codes().isEmpty()
                    ? failures.invalid("the answer has no output", null)
                    : words.told(failures);
        }
        return response.isEmpty()
                ? ErrorWords.parse(body).told(failures)
                : failures.invalid("the answer has no output", null);
    }

    static LlmException broken(Finish finish, Failures failures) {
        return failures.begin(ErrorKind.SERVER_ERROR, "the provider did not finish the answer")
                .said(null, finish.raw())
                .exception();
    }
}
