/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.error.LlmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A call that failed before it began. */
record Ended<T>(LlmException why) implements Call<T> {

    @Override
    public CompletionStage<T> result() {
        return CompletableFuture.failedStage(why);
    }

    @Override
    public void cancel() {
        // it is over already
    }
}
