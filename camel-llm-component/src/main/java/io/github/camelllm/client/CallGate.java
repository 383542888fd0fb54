/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Asked before each request that would be sent to a provider, such as by budgets and rate limits. Thread-safe.
 *
 * <p>What cannot be encoded does not come so far; what is let in may still not be sent, such as for want of a login.
 */
public interface CallGate {

    /**
     * Lets a request in, at once or later. Whoever waits holds no thread; a stage that is complete already costs the call
     * no change of threads. A caller that gives up meanwhile does not end the stage: its permit comes back unsent.
     *
     * @return fails with an {@link io.github.camelllm.error.LlmException} when the request must not be sent; the call then
     *     fails with it
     */
    CompletionStage<Permit> enter(Planned planned);

    /**
     * Leave to send one request. It comes back exactly once, by one of its two methods, however the call ends: with an
     * answer, a failure, a cancel, a stream that breaks or that nobody reads, a request that is never sent, a client that
     * is closed. Both are called on the thread that ends the call, mostly an I/O thread: they must not wait.
     */
    interface Permit {

        /** The request may have reached the provider, and this became of it. */
        void over(Attempt attempt);

        /** Nothing of the request reached the provider. */
        void unsent();

        /**
         * What the headers of the answer say is left; comes before the permit does, where it comes at all. Called on an I/O
         * thread: must not wait.
         */
        default void told(List<ProviderQuota> left) {}

        /** What the caller should know although the request was let in, such as a budget that is nearly spent. */
        default List<String> warnings() {
            return List.of();
        }
    }
}
