/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

/** What a target makes of a last message of the assistant. */
public enum Prefill {
    /** It rejects it, or answers it like any other: a partial answer cannot be handed to it. */
    NONE,
    /** It goes on where the message ends. */
    CONTINUES,
    /** It goes on where the message ends, and its answer begins with the message. */
    ECHOES
}
