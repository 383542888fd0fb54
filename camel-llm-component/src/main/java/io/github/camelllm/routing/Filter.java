/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/** Keeps targets away from requests that they must not get. Thread-safe. */
public interface Filter {

    /** Its name in decisions, such as {@code capability}. */
    String name();

    /** Why the target cannot get the request; null: it can. */
    @Nullable
    String objection(RouterTarget target, RoutedRequest request);

    /** What a call fails with when it leaves no target. */
    ErrorKind kind();
}
