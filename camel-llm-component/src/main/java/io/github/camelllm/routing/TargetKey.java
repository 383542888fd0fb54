/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.util.Objects;

/**
 * What has a health of its own: a model at an address. Never a host or a key alone, whose other models may be well.
 *
 * @param endpoint the address, without a slash at the end
 * @param model the provider's id of the model
 */
public record TargetKey(String endpoint, String model) {

    public TargetKey {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(model, "model");
    }

    @Override
    public String toString() {
        return model + " at " + endpoint;
    }
}
