/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

import java.time.Duration;

/** Runs things later. */
@FunctionalInterface
public interface Timer {

    /** Runs the task once, after the delay, on any thread. The returned runnable takes it back. */
    Runnable after(Duration delay, Runnable task);
}
