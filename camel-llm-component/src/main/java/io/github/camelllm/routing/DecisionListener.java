/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

/** Hears of each routed call when it is over. Called where the call ends: must not block. */
@FunctionalInterface
public interface DecisionListener {

    /** A call is over: it was answered, failed or was cancelled. */
    void decided(Decision decision);
}
