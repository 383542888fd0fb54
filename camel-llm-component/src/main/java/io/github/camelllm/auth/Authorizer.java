/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Puts a login on a call. Thread-safe; never blocks. */
@FunctionalInterface
public interface Authorizer {

    /** No login. */
    Authorizer NONE = CompletableFuture::completedFuture;

    /**
     * The call with its login.
     *
     * @return fails with an {@link io.github.camelllm.error.LlmException} of kind AUTHENTICATION_FAILED when there is no
     *     secret
     */
    CompletionStage<Outgoing> authorize(Outgoing call);
}
