/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.Map;

/** What the body of the message becomes. */
enum ResponseType {
    /** The text, or the object that it describes. */
    TEXT,
    /** The whole response. */
    RESPONSE;

    static final Map<String, ResponseType> NAMES = Map.of("text", TEXT, "response", RESPONSE);
}
