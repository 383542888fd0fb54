/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.LlmException;

/** Hears how a journey ends, once for each time that it is sent off. */
interface Arrival<T> {

    /** A target gave it. */
    void answered(T value, Leg leg);

    /** Nobody gave it. */
    void failed(LlmException why);
}
