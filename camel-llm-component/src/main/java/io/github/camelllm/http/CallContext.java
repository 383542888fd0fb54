/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Carries an attempt through the engine. */
final class CallContext extends HttpClientContext {

    private final Attempt attempt;

    CallContext(Attempt attempt) {
        this.attempt = attempt;
    }

    static Attempt attempt(HttpContext context) {
        if (context instanceof CallContext ours) {
            return ours.attempt;
        }
        throw new IllegalStateException("the engine passed a context that is not ours: " + context.getClass());
    }
}
