/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.StreamCall;

/** A streamed call that a router answers. Thread-safe. */
public interface RoutedStream extends StreamCall {

    /** What was decided and tried so far. */
    Decision decision();
}
