/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What an endpoint does. */
enum LlmOperation {
    /** Answers messages. */
    CHAT,
    /** Makes vectors of texts. */
    EMBED,
    /** Prices a request without sending it. */
    ESTIMATE;

    private final String optionName = name().toLowerCase(Locale.ROOT);

    /** The name in options and headers. */
    String optionName() {
        return optionName;
    }

    static LlmOperation of(String name) {
        Map<String, LlmOperation> all = new LinkedHashMap<>();
        for (LlmOperation operation : values()) {
            all.put(operation.optionName(), operation);
        }
        return Options.oneOf("operation", name, all);
    }
}
