/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect;

import io.github.camelllm.error.LlmException;
import io.github.camelllm.http.Headers;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.ChatResponse;
import io.github.camelllm.model.EmbeddingRequest;
import io.github.camelllm.model.EmbeddingResponse;
import io.github.camelllm.profile.QuirkType;
import io.github.camelllm.profile.Target;
import java.util.Map;

/**
 * A wire protocol: turns neutral requests into bytes and bytes into neutral answers. Found by {@link
 * java.util.ServiceLoader}; stateless and thread-safe.
 */
public interface Dialect {

    /** Its name in profiles, such as {@code openai-chat}. */
    String id();

    /** The quirks that profiles of this dialect may set. */
    Map<String, QuirkType> quirks();

    /**
     * Encodes a chat request. The model's name is the target's.
     *
     * @param stream ask for a streamed answer
     * @throws LlmException UNSUPPORTED_FEATURE or INVALID_REQUEST when a part cannot be sent
     */
    WireRequest chat(ChatRequest request, Target target, boolean stream);

    /**
     * Decodes a whole answer of HTTP status 2xx. Its cost is the provider's bill or unknown; its notices are empty.
     *
     * @throws LlmException when it is an error in the body, or not what the protocol says
     */
    ChatResponse chatResponse(WireReply reply, ChatRequest request, Target target);

    /** A decoder for one streamed answer, whose status was 2xx and whose headers are given. */
    StreamDecoder chatStream(Headers headers, ChatRequest request, Target target);

    /** The most texts in one request for vectors; {@link Integer#MAX_VALUE}: none is known. */
    default int embedBatch(Target target) {
        return Integer.MAX_VALUE;
    }

    /**
     * Encodes an embedding request of at most {@link #embedBatch} texts.
     *
     * @throws LlmException UNSUPPORTED_FEATURE when the provider has no embeddings
     */
    WireRequest embed(EmbeddingRequest request, Target target);

    /**
     * Decodes the vectors.
     *
     * @throws LlmException when it is an error in the body, or not what the protocol says
     */
    EmbeddingResponse embedResponse(WireReply reply, EmbeddingRequest request, Target target);

    /** The error that a reply of status 3xx to 5xx means; its kind follows body and code, not the status alone. */
    LlmException error(WireReply reply, String operation, Target target);
}
