/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Scripts that stand in the requests themselves. */
@FunctionalInterface
public interface Directives {

    /** The script in this body; takes it out of the body, so that the wire form does not refuse it. */
    Optional<Script> take(JsonNode body);
}
