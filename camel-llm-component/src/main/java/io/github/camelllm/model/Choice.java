/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Objects;

/**
 * One answer; a response has several when {@code n} asked for them.
 *
 * @param index from 0
 * @param parts what the model said, in order
 * @param finish why it ended
 * @param logprobs of its tokens; empty when not asked for
 */
public record Choice(int index, List<Part> parts, Finish finish, List<TokenLogprob> logprobs) {

    public Choice {
        parts = List.copyOf(parts);
        Objects.requireNonNull(finish, "finish");
        logprobs = List.copyOf(logprobs);
    }

    /** The texts of the parts, joined; empty when there are none. */
    public String text() {
        return Parts.text(parts);
    }

    /** The parts of one kind, in order. */
    public <P extends Part> List<P> parts(Class<P> kind) {
        return Parts.of(parts, kind);
    }
}
