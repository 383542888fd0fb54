/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.http;

import io.github.camelllm.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * Why an exchange did not end well.
 *
 * @param kind the reason, in the words of the error tree
 * @param message what happened and what to do about it; without secrets, without content
 * @param cause the exception of the engine, where there is one
 * @param requestSent whether a byte of the request may have reached the server, so that the call may have been charged
 */
public record TransportFailure(
        ErrorKind kind, String message, @Nullable Throwable cause, boolean requestSent) {}
