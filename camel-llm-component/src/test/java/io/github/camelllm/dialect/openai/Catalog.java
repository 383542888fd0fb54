/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.profile.ProfileCatalog;
import io.github.camelllm.profile.ProfileReader;
import io.github.camelllm.profile.QuirkType;
import io.github.camelllm.profile.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The shipped profiles. */
final class Catalog {

    private static final ProfileCatalog SHIPPED = load();

    private Catalog() {}

    static Target target(String provider, String model) {
        return SHIPPED.target(provider, model);
    }

    private static ProfileCatalog load() {
        Map<String, Map<String, QuirkType>> quirks = new HashMap<>();
        ServiceLoader.load(Dialect.class).forEach(dialect -> quirks.put(dialect.id(), dialect.quirks()));
        return ProfileCatalog.load(new ProfileReader(quirks), Catalog.class.getClassLoader(), null);
    }
}
