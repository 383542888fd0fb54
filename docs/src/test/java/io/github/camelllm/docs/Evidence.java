/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Why a provider has a grade: a test that would fail if it did not deserve it.
 *
 * @param provider the profile's id
 * @param grade what the test proves
 * @param test the class of the test, in the component
 * @param prints what the test prints once it has gone through for this provider
 */
record Evidence(String provider, Grade grade, String test, String prints) {

    private static final String FILE = "docs/evidence.yaml";

    /** All that is listed. Without an entry the grade is {@link Grade#DOCUMENTATION}: a profile names its sources. */
    static List<Evidence> all() {
        List<Evidence> all = new ArrayList<>();
        Object file = new Load(LoadSettings.builder().setLabel(FILE).build()).loadFromString(Repo.read(FILE));
        for (Object item : file instanceof List<?> items ? items : List.of()) {
            Map<?, ?> entry = (Map<?, ?>) item;
            all.add(new Evidence(
                    text(entry, "provider"),
                    Grade.of(text(entry, "grade")),
                    text(entry, "test"),
                    text(entry, "prints")));
        }
        return all;
    }

    /** The best grade of a provider. */
    static Grade best(String provider) {
        return all().stream()
                .filter(evidence -> evidence.provider().equals(provider))
                .map(Evidence::grade)
                .min(Grade::compareTo)
                .orElse(Grade.DOCUMENTATION);
    }

    String source() {
        return "camel-llm-component/src/test/java/" + test.replace('.', '/') + ".java";
    }

    String report() {
        return "camel-llm-component/target/surefire-reports/TEST-" + test + ".xml";
    }

    private static String text(Map<?, ?> entry, String key) {
        Object value = entry.get(key);
        if (value == null) {
            throw new IllegalArgumentException(FILE + ": an entry has no " + key + ": " + entry);
        }
        return value.toString();
    }
}
