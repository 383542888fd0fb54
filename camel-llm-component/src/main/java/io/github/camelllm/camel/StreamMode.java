/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an {@link LlmStream} iterates over. */
enum StreamMode {
    /** All events. */
    EVENTS,
    /** The pieces of the text. */
    TEXT,
    /** Server-sent events as text, for a browser. */
    SSE;

    static StreamMode of(String name) {
        Map<String, StreamMode> all = new LinkedHashMap<>();
        all.put("events", EVENTS);
        all.put("text", TEXT);
        all.put("sse", SSE);
        return Options.oneOf("streamMode", name, all);
    }
}
