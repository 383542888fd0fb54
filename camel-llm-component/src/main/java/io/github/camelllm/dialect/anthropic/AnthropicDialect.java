/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.anthropic;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.QuirkType;
import io.github.camelllm.profile.Target;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Anthropic's Messages API, with the deviations of {@link AnthropicQuirks}. It has no embeddings. Immutable. */
public final class AnthropicDialect implements Dialect {

    /** Its id in profiles. */
    public static final String ID = "anthropic-messages";

    private static final String CHAT = "chat";

    private final Clock clock;

    /** For {@link java.util.ServiceLoader}. */
    public AnthropicDialect() {
        this(Clock.systemUTC());
    }

    AnthropicDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Map<String, QuirkType> quirks() {
        return AnthropicQuirks.TYPES;
    }

    @Override
    public WireRequest chat(ChatRequest request, Target target, boolean stream) {
        return new RequestEncoder(request, target).encode(stream);
    }

    @Override
    public ChatResponse chatResponse(WireReply reply, ChatRequest request, Target target) {
        return new AnswerDecoder(request, failures(reply, CHAT, target)).response(reply);
    }

    @Override
    public StreamDecoder chatStream(Headers headers, ChatRequest request, Target target) {
        return new AnthropicStreamDecoder(request, new Failures(target, CHAT, 200, headers, clock));
    }

    /** @throws LlmException UNSUPPORTED_FEATURE always: the Messages API has no embeddings (read 2026-11-25) */
    @Override
    public WireRequest embed(EmbeddingRequest request, Target target) {
        throw noEmbeddings(target);
    }

    /** @throws LlmException UNSUPPORTED_FEATURE always */
    @Override
    public EmbeddingResponse embedResponse(WireReply reply, EmbeddingRequest request, Target target) {
        throw noEmbeddings(target);
    }

    @Override
    public LlmException error(WireReply reply, String operation, Target target) {
        return ErrorBody.parse(reply.body().text()).told(failures(reply, operation, target));
    }

    private Failures failures(WireReply reply, String operation, Target target) {
        return new Failures(target, operation, reply.status(), reply.headers(), clock);
    }

    private static LlmException noEmbeddings(Target target) {
        RequestBody body = new RequestBody(target, "embed", Map.of(), List.of(), List.of());
        body.need(Feature.EMBEDDINGS, "texts to be embedded");
        return body.unsupported("texts to be embedded", "the Messages API has no embeddings");
    }
}
