/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.ChatRequest;
import io.github.camelllm.model.EmbeddingRequest;
import java.util.Optional;

/**
 * How many prompt tokens a request has, told from its characters alone, without any tokenizer.
 *
 * <p>The lower bound is safe: a token covers at most 128 bytes. That is the longest of cl100k_base, o200k_base, r50k_base and
 * p50k_base (jtokkit 1.1.0, read 2026-11-25); Tekken has 78 (mistral-common 1.12.0). White space and invisible characters
 * are not counted, because some tokenizers drop them; a character outside ASCII counts a quarter, because some tokenizers
 * first compose several into one.
 *
 * <p>The upper bound holds for tokenizers over bytes or with a fall-back to bytes, as all current chat models have: no token
 * covers less than one byte. To the bytes of texts, names and arguments it adds {@value #PER_REQUEST} for the request,
 * {@value #PER_MESSAGE} for each message and {@value #PER_TOOL} for each tool, and it counts schemas twice, because providers
 * write them in forms of their own. For English text it is some four times the true number.
 *
 * @param least at least so many
 * @param most at most so many; empty: nobody can tell, because the prompt has pictures, sounds or documents
 */
public record TokenBounds(long least, Optional<Long> most) {

    static final int PER_REQUEST = 256;
    static final int PER_MESSAGE = 32;
    static final int PER_TOOL = 64;

    /** Of a chat request. */
    public static TokenBounds of(ChatRequest request) {
        PromptSize size = new PromptSize();
        size.add(request);
        return new TokenBounds(size.leastTokens(), size.mostTokens());
    }

    /** Of an embedding request, all inputs together. The lower bound is 0: not all their tokenizers are over bytes. */
    public static TokenBounds of(EmbeddingRequest request) {
        PromptSize size = new PromptSize();
        request.inputs().forEach(input -> {
            size.addMessage();
            size.addText(input);
        });
        return new TokenBounds(0, size.mostTokens());
    }

    /**
     * Refuses a prompt that cannot fit the target's window. Says nothing when the window is not known or the prompt may fit.
     *
     * @throws LlmException CONTEXT_TOO_LONG
     */
    public static void check(ChatRequest request, Target target, String operation) {
        Integer window = target.model().window();
        if (window == null || PromptSize.mayFit(request, window)) {
            return;
        }
        long least = of(request).least();
        if (least > window) {
            throw target.error(
                            ErrorKind.CONTEXT_TOO_LONG,
                            "the prompt has at least " + least + " tokens, but the model takes at most " + window
                                    + "; nothing was sent. Shorten it, or use a model with a larger window")
                    .operation(operation)
                    .attempts(0)
                    .exception();
        }
    }
}
