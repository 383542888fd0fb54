/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.Objects;

/**
 * Says that something was not sent as asked. Nothing is dropped without one.
 *
 * @param setting the neutral setting, such as {@code topK}
 * @param message what happened with it and why, with the source of the provider's limit
 */
public record Notice(String setting, String message) {
    public Notice {
        Objects.requireNonNull(setting, "setting");
        Objects.requireNonNull(message, "message");
    }
}
