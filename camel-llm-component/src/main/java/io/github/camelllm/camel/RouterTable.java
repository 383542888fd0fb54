/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of named routers. Camel makes an entry when a property first names it: see {@link RouterTableConfigurer}. */
final class RouterTable extends LinkedHashMap<String, RouterSettings> {

    @Serial
    private static final long serialVersionUID = 1L;

    RouterTable() {}

    RouterTable(Map<String, RouterSettings> all) {
        super(all);
    }
}
