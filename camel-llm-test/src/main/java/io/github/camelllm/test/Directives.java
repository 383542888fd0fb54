/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Replies that stand in the request itself: how {@code llm:simulator} is scripted by options. */
interface Directives {

    /** The reply that the request asks for; takes the wish out of the body, so that the wire form does not refuse it. */
    Optional<Reply> reply(SimulatedProvider provider, RecordedRequest request, JsonNode body);
}
