/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

/**
 * Hears of every attempt that was sent, once, when it is over. Called on an I/O thread: must not block. What it throws is
 * logged and does not harm the call.
 */
@FunctionalInterface
public interface CallListener {

    /** An attempt is over: it went well, failed or was cancelled. */
    void attempted(Attempt attempt);
}
