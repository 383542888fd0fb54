/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;

/** What is counted and priced. Each token stands in exactly one of the token buckets. */
public enum Bucket {
    /** Prompt tokens at the full rate: text and whatever has no bucket of its own. */
    INPUT(Side.INPUT),
    /** Prompt tokens read from the provider's cache. */
    CACHE_READ(Side.INPUT),
    /** Prompt tokens written to the cache for the provider's default time. */
    CACHE_WRITE(Side.INPUT),
    /** Prompt tokens written to the cache for an hour or longer. */
    CACHE_WRITE_LONG(Side.INPUT),
    /** Audio tokens of the prompt. */
    INPUT_AUDIO(Side.INPUT),
    /** Image tokens of the prompt. */
    INPUT_IMAGE(Side.INPUT),
    /** Answer tokens: text and whatever has no bucket of its own. */
    OUTPUT(Side.OUTPUT),
    /** Hidden or visible reasoning tokens. */
    REASONING(Side.OUTPUT),
    /** Audio tokens of the answer. */
    OUTPUT_AUDIO(Side.OUTPUT),
    /** Image tokens of the answer. */
    OUTPUT_IMAGE(Side.OUTPUT),
    /** Tokens of cited sources, where a provider bills them apart. */
    CITATION(Side.OUTSIDE),
    /** Requests, where a provider bills each. */
    REQUESTS(Side.OUTSIDE),
    /** Web searches. */
    SEARCHES(Side.OUTSIDE),
    /** Seconds of audio. */
    SECONDS(Side.OUTSIDE),
    /** Characters. */
    CHARACTERS(Side.OUTSIDE),
    /** Images. */
    IMAGES(Side.OUTSIDE),
    /** Pages. */
    PAGES(Side.OUTSIDE);

    /** All of them, in their order; unlike {@link #values} always the same list. */
    public static final List<Bucket> ALL = List.of(values());

    private final Side side;

    Bucket(Side side) {
        this.side = side;
    }

    /** Whether it is a part of the provider's count of prompt tokens. */
    public boolean input() {
        return side == Side.INPUT;
    }

    /** Whether it is a part of the provider's count of answer tokens. */
    public boolean output() {
        return side == Side.OUTPUT;
    }

    private enum Side {
        INPUT,
        OUTPUT,
        OUTSIDE
    }
}
