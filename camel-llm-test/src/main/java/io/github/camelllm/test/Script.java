/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

/** Decides what a call gets. Called on the server's thread, for requests that the provider does not refuse: must not block. */
@FunctionalInterface
public interface Script {

    Reply reply(RecordedRequest request);
}
