/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.net;

/** Answers requests. Called on the server's thread: must not block. */
@FunctionalInterface
public interface RequestHandler {

    Answering answer(WireRequest request);
}
