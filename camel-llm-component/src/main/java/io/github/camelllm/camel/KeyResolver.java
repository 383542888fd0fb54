/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Gives each message a key of its own, so that tenants bring and pay their own. Thread-safe. */
@FunctionalInterface
public interface KeyResolver {

    /**
     * The key for a message. What it is based on is a matter of trust: a header may have come from outside.
     *
     * @param provider the profile's id
     * @return null within refuses the message with AUTHENTICATION_FAILED; no other key is used instead. A failure does too
     */
    CompletionStage<@Nullable String> key(Exchange exchange, String provider);
}
