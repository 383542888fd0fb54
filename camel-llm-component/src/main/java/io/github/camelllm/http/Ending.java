/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import java.io.InterruptedIOException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/** Hears from the engine how an attempt ended, which the exchange mostly knows already. */
record Ending(Attempt attempt) implements FutureCallback<@Nullable Void> {

    @Override
    public void completed(@Nullable Void nothing) {
        // The reply's end has told it.
    }

    @Override
    public void failed(Exception cause) {
        attempt.broken(cause);
    }

    @Override
    public void cancelled() {
        attempt.broken(new InterruptedIOException("the connection was given up"));
    }
}
