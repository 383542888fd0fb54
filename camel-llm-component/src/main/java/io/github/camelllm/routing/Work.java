/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Call;
import io.github.camelllm.client.CallListener;
import java.util.Map;

/**
 * What is asked of each target of a call, until one gives it.
 *
 * @param <T> what it gives
 */
interface Work<T> {

    /** Asks a target. */
    Call<T> begin(RouterTarget target, Map<String, String> context, CallListener heard);

    /** Whether a target can be asked at all. */
    default boolean suits(RouterTarget target) {
        return true;
    }

    /** Whether the attempt is still going on when its result is there: whoever gets it ends the leg. */
    default boolean goesOn() {
        return false;
    }
}
