/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

/** Who speaks in a {@link Message}. */
public enum Role {
    /** Instructions of the application; a dialect sends it as the provider calls it (system, developer). */
    SYSTEM,
    /** The end user. */
    USER,
    /** The model. */
    ASSISTANT,
    /** The results of tool calls. */
    TOOL
}
