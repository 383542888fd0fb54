/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

import io.github.camelllm.test.Payload;

/** A request that the provider refuses by itself. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Payload payload;

    public RefusedException(Payload payload) {
        super(null, null, false, false);
        this.payload = payload;
    }

    public Payload payload() {
        return payload;
    }
}
