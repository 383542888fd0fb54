/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;

/**
 * A call that a router answers. Thread-safe.
 *
 * @param <T> what it gives
 */
public interface RoutedCall<T> extends Call<T> {

    /** What was decided and tried so far. */
    Decision decision();
}
