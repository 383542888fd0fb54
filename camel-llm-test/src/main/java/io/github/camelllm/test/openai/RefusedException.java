/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

import io.github.camelllm.test.Payload;

/** A request that the provider refuses by itself. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Payload payload;

    RefusedException(Payload payload) {
        super(null, null, false, false);
        this.payload = payload;
    }

    Payload payload() {
        return payload;
    }
}
