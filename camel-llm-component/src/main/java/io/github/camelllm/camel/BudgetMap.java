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

/** Budgets by name. Camel makes one when a property first names it: see {@link BudgetMapConfigurer}. */
final class BudgetMap extends LinkedHashMap<String, BudgetSettings> {

    @Serial
    private static final long serialVersionUID = 1L;

    BudgetMap() {}

    BudgetMap(Map<String, BudgetSettings> all) {
        super(all);
    }
}
