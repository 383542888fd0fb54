/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.responses;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.QuirkType;
import io.github.camelllm.profile.Target;
import java.time.Clock;
import java.util.Map;

/** OpenAI's Responses, without anything kept at the provider unless the user asks for it. Immutable. */
public final class ResponsesDialect implements Dialect {

    /** Its id in profiles. */
    public static final String ID = "openai-responses";

    private static final String CHAT = "chat";

    private final Clock clock;

    /** For {@link java.util.ServiceLoader}. */
    public ResponsesDialect() {
        this(Clock.systemUTC());
    }

    ResponsesDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Map<String, QuirkType> quirks() {
        return ResponsesQuirks.TYPES;
    }

    @Override
    public WireRequest chat(ChatRequest request, Target target, boolean stream) {
        return RequestEncoder.encode(request, target, stream);
    }

    @Override
    public ChatResponse chatResponse(WireReply reply, ChatRequest request, Target target) {
        return new AnswerDecoder(request, failures(reply, CHAT, target)).response(reply);
    }

    @Override
    public StreamDecoder chatStream(Headers headers, ChatRequest request, Target target) {
        return new ResponsesStreamDecoder(request, new Failures(target, CHAT, 200, headers, clock));
    }

    @Override
    public WireRequest embed(EmbeddingRequest request, Target target) {
        throw noVectors(target);
    }

    @Override
    public EmbeddingResponse embedResponse(WireReply reply, EmbeddingRequest request, Target target) {
        throw noVectors(target);
    }

    private static LlmException noVectors(Target target) {
        return target.error(ErrorKind.UNSUPPORTED_FEATURE, "the Responses API has no embeddings")
                .operation("embed")
                .attempts(0)
                .exception();
    }

    @Override
    public LlmException error(WireReply reply, String operation, Target target) {
        return ErrorWords.parse(reply.body()).told(failures(reply, operation, target));
    }

    private Failures failures(WireReply reply, String operation, Target target) {
        return new Failures(target, operation, reply.status(), reply.headers(), clock);
    }
}
