/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A call in flight. Thread-safe.
 *
 * @param <T> what it gives
 */
public interface Call<T> {

    /**
     * The answer. Completed on an I/O thread: a dependent that blocks belongs on an executor of its own. Fails with an
     * {@link io.github.camelllm.error.LlmException} and with nothing else.
     */
    CompletionStage<T> result();

    /** Gives up: closes the connection; the result fails with kind CANCELLED. Idempotent; no effect on a finished call. */
    void cancel();

    /** How many requests went out for it so far: one, unless it had to be sent in parts. */
    default int attempts() {
        return 1;
    }

    /**
     * What is left of the provider's rate limits, by what they count ({@code requests}, {@code tokens}), as the headers of
     * its response say; empty before they came, and where it does not say.
     */
    default Map<String, Long> remainingLimits() {
        return Map.of();
    }

    /** What the gates of the call say although they let it in, such as a budget that is nearly spent. */
    default List<String> warnings() {
        return List.of();
    }
}
