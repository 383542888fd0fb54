/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.http.Headers;
import java.util.Map;

/** Lets tests of other packages see how rate limits are read. */
public final class ReceivedLimits {

    private ReceivedLimits() {}

    public static Map<String, Long> remaining(Headers headers) {
        return RateLimits.remaining(headers);
    }
}
