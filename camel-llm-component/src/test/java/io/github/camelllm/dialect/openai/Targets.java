/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.profile.About;
import io.github.camelllm.profile.AuthSpec;
import io.github.camelllm.profile.ErrorRule;
import io.github.camelllm.profile.Feature;
import io.github.camelllm.profile.ModelProfile;
import io.github.camelllm.profile.ProviderProfile;
import io.github.camelllm.profile.Quirks;
import io.github.camelllm.profile.Source;
import io.github.camelllm.profile.Target;
import io.github.camelllm.profile.Unsupported;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Targets with just the deviations that a test is about. */
final class Targets {

    static final Source SOURCE = new Source("the provider's page", LocalDate.of(2026, 11, 25));

    private Targets() {}

    static Target plain() {
        return with(Map.of());
    }

    static Target with(Map<String, Object> quirks) {
        return of(quirks, List.of(), Map.of());
    }

    /** Names and values of quirks by turns. */
    static Target with(Object... namesAndValues) {
        Map<String, Object> quirks = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            quirks.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return with(quirks);
    }

    static Target lacking(Feature... features) {
        Map<Feature, Unsupported> lacks = new LinkedHashMap<>();
        Arrays.stream(features)
                .forEach(feature -> lacks.put(feature, new Unsupported("We do not take " + feature.setting(), SOURCE)));
        return of(Map.of(), List.of(), lacks);
    }

    static Target of(Map<String, Object> quirks, List<ErrorRule> errors, Map<Feature, Unsupported> lacks) {
        return new Target(
                new ProviderProfile(
                        "acme",
                        "Acme",
                        List.of(),
                        OpenAiChatDialect.ID,
                        "https://acme.example/v1",
                        Map.of(),
                        AuthSpec.NONE,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        null,
                        null,
                        List.of("x-request-id"),
                        new Quirks(quirks),
                        errors,
                        lacks,
                        List.of(),
                        About.UNKNOWN,
                        SOURCE,
                        Map.of()),
                ModelProfile.unlisted("model-1"));
    }
}
