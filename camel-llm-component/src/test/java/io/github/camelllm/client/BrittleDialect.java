/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.dialect.WireReply;
import io.github.camelllm.dialect.WireRequest;
import io.github.camelllm.dialect.openai.OpenAiChatDialect;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.model.StreamEvent;
import io.github.camelllm.profile.QuirkType;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Consumer;

/** A dialect with bugs: its streams cannot be put together, and it does not know every request. */
public final class BrittleDialect implements Dialect {

    private final Dialect sound = new OpenAiChatDialect();

    @Override
    public String id() {
        return "brittle";
    }

    @Override
    public Map<String, QuirkType> quirks() {
        return sound.quirks();
    }

    @Override
    public WireRequest chat(ChatRequest request, Target target, boolean stream) {
        if (request.user() != null) {
            throw new IllegalStateException("a request that the dialect does not know");
        }
        return sound.chat(request, target, stream);
    }

    @Override
    public ChatResponse chatResponse(WireReply reply, ChatRequest request, Target target) {
        return sound.chatResponse(reply, request, target);
    }

    @Override
    public StreamDecoder chatStream(Headers headers, ChatRequest request, Target target) {
        StreamDecoder decoder = sound.chatStream(headers, request, target);
        return new StreamDecoder() {
            @Override
            public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
                events.accept(new StreamEvent.PartArrived(0, null));
                decoder.feed(bytes, events);
            }

            @Override
            public void end(Consumer<StreamEvent> events) {
                decoder.end(events);
            }
        };
    }

    @Override
    public WireRequest embed(EmbeddingRequest request, Target target) {
        throw new StackOverflowError("an embedding that the dialect does not know");
    }

    @Override
    public EmbeddingResponse embedResponse(WireReply reply, EmbeddingRequest request, Target target) {
        return sound.embedResponse(reply, request, target);
    }

    @Override
    public LlmException error(WireReply reply, String operation, Target target) {
        return sound.error(reply, operation, target);
    }
}
