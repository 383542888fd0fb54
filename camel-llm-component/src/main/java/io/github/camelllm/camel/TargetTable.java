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

/** Named targets. Camel makes an entry when a property first names it: see {@link TargetTableConfigurer}. */
final class TargetTable extends LinkedHashMap<String, TargetEntry> {

    @Serial
    private static final long serialVersionUID = 1L;

    TargetTable() {}

    TargetTable(Map<String, TargetEntry> all) {
        super(all);
    }
}
