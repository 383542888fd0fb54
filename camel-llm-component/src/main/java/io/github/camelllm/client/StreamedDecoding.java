/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.ChatAssembler;
import io.github.camelllm.dialect.StreamDecoder;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.StreamEvent;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** The provider streams, as it was asked to. */
final class StreamedDecoding implements Decoding {

    private final StreamDecoder decoder;
    private final ChatAssembler assembler;

    StreamedDecoding(StreamDecoder decoder, ChatAssembler assembler) {
        this.decoder = decoder;
        this.assembler = assembler;
    }

    @Override
    public void feed(ByteBuffer bytes, Consumer<StreamEvent> events) {
        decoder.feed(bytes, event -> {
            assembler.accept(event);
            events.accept(event);
        });
    }

    @Override
    public ChatResponse end(Consumer<StreamEvent> events) {
        decoder.end(event -> {
            assembler.accept(event);
            events.accept(event);
        });
        return assembler.response();
    }

    @Override
    public Optional<ChatResponse> partial() {
        return assembler.partial();
    }
}
