/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

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

/** Google's generateContent and its embeddings, with the deviations of {@link GoogleQuirks}. Immutable. */
public final class GoogleDialect implements Dialect {

    /** Its id in profiles. */
    public static final String ID = "google-generate-content";

    private static final String CHAT = "chat";
    private static final String EMBED = "embed";

    private final Clock clock;

    /** For {@link java.util.ServiceLoader}. */
    public GoogleDialect() {
        this(Clock.systemUTC());
    }

    GoogleDialect(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Map<String, QuirkType> quirks() {
        return GoogleQuirks.TYPES;
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
        return new GoogleStreamDecoder(request, new Failures(target, CHAT, 200, headers, clock));
    }

    @Override
    public int embedBatch(Target target) {
        if (target.quirks().text(GoogleQuirks.EMBED_FORM, "batch").equals("single")) {
            return 1;
        }
        String most = target.quirks().text(GoogleQuirks.EMBED_BATCH, "");
        return most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most);
    }

    @Override
    public WireRequest embed(EmbeddingRequest request, Target target) {
        return new EmbeddingEncoder(request, target).encode();
    }

    @Override
    public EmbeddingResponse embedResponse(WireReply reply, EmbeddingRequest request, Target target) {
        return new EmbeddingDecoder(request, target, failures(reply, EMBED, target)).response(reply);
    }

    @Override
    public LlmException error(WireReply reply, String operation, Target target) {
        return ErrorBody.parse(reply.body().text()).told(failures(reply, operation, target));
    }

    private Failures failures(WireReply reply, String operation, Target target) {
        return new Failures(target, operation, reply.status(), reply.headers(), clock);
    }
}
