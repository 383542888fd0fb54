/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * Of several answers the first that came without an error; when none did, the last error. Thread-safe. With {@code
 * parallelProcessing} and {@code streaming} the first is the fastest. All targets are asked and paid, and Camel goes on
 * when all have ended or the multicast's {@code timeout} is over.
 */
public final class LlmFirstAnswer implements AggregationStrategy {

    @Override
    public @Nullable Exchange aggregate(@Nullable Exchange before, @Nullable Exchange next) {
        boolean answered = before != null && before.getException() == null;
        return answered || next == null ? before : next;
    }
}
