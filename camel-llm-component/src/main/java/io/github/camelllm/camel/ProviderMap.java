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
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.util.StringHelper;

/** Settings by provider. Camel makes those of a provider when a property first names it: see {@link ProviderMapConfigurer}. */
final class ProviderMap extends LinkedHashMap<String, ProviderSettings> {

    @Serial
    private static final long serialVersionUID = 1L;

    ProviderMap() {}

    ProviderMap(Map<String, ProviderSettings> all) {
        super(all);
    }

    /**
     * The settings of a provider. Camel turns {@code openai-compatible} in the name of a property into {@code
     * openaiCompatible}; both are found.
     */
    static Optional<ProviderSettings> find(Map<String, ProviderSettings> all, String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(name, StringHelper.dashToCamelCase(name)))
                .filter(all::containsKey)
                .map(all::get)
                .findFirst();
    }
}
