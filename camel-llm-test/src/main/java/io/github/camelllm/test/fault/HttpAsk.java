/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request, read whole.
 *
 * @param method such as POST
 * @param path with the query
 * @param headers by their names in lower case
 * @param body may be empty
 */
record HttpAsk(String method, String path, Map<String, String> headers, String body) {

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    boolean keepsAlive() {
        return !"close".equalsIgnoreCase(header("connection"));
    }
}
