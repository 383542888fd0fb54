/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

/** Routes, a client or a gateway that is to get through the faults. */
@FunctionalInterface
public interface SystemUnderTest {

    /** Asks the model, and its fallbacks where needed, and waits for the end. An error is an outcome, not an exception. */
    Outcome call(Ask ask);
}
