/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.Failures;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
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

/** Cohere's chat and embed, version 2, with the deviations of {@link CohereQuirks}. Immutable. */
public final class CohereDialect implements Dialect {

    /** Its id in profiles. */
    public static final String ID = "cohere-v2";

    private static final String CHAT = "chat";
    private static final String EMBED = "embed";

    private final Clock clock;

    /** For {@link java.util.ServiceLoader}. */
    public CohereDialect() {
        this(Clock.systemUTC());
    }

    CohereDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Map<String, QuirkType> quirks() {
        return CohereQuirks.TYPES;
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
        return new CohereStreamDecoder(request, new Failures(target, CHAT, 200, headers, clock));
    }

    @Override
    public int embedBatch(Target target) {
        String most = target.quirks().text(CohereQuirks.EMBED_BATCH, "");
        return most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most);
    }

    @Override
    public WireRequest embed(EmbeddingRequest request, Target target) {
        return EmbeddingCodec.encode(request, target);
    }

    @Override
    public EmbeddingResponse embedResponse(WireReply reply, EmbeddingRequest request, Target target) {
        return EmbeddingCodec.decode(reply, request, target, failures(reply, EMBED, target));
    }

    @Override
    public LlmException error(WireReply reply, String operation, Target target) {
        return ErrorBody.parse(reply.body().text()).told(failures(reply, operation, target));
    }

    private Failures failures(WireReply reply, String operation, Target target) {
        return new Failures(target, operation, reply.status(), reply.headers(), clock);
    }
}
