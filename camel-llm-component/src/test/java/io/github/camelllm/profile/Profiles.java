/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.dialect.Dialect;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** Profiles for tests of this package. */
final class Profiles {

    static final Source SOURCE = new Source("test", LocalDate.parse("2026-11-01"));

    private Profiles() {}

    /** A reader that knows the dialects of this module. */
    static ProfileReader reader() {
        Map<String, Map<String, QuirkType>> dialects = new HashMap<>();
        ServiceLoader.load(Dialect.class).forEach(dialect -> dialects.put(dialect.id(), dialect.quirks()));
        return new ProfileReader(dialects);
    }

    /** The profiles of this module. */
    static ProfileCatalog builtIn() {
        return ProfileCatalog.load(reader(), Profiles.class.getClassLoader(), null);
    }

    /** Reads a profile of provider acme whose first four lines are given. */
    static ProviderProfile acme(String rest) {
        return reader().read("acme.yaml", """
                        id: acme
                        name: Acme
                        dialect: openai-chat
                        source: {document: acme docs, checked: 2026-11-01}
                        """ + rest);
    }
}
