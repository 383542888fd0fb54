/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a provider is and says of itself, as it was read; no statement here is a claim of ours. What is absent is unknown.
 *
 * @param category null: unknown
 * @param suitability what it is good for, or not
 * @param residency where calls are served, by area
 * @param statements on compliance and privacy, by topic
 */
public record About(
        @Nullable Category category,
        List<Statement> suitability,
        Map<String, Residency> residency,
        Map<Topic, Statement> statements) {

    /** Nothing is known. */
    public static final About UNKNOWN = new About(null, List.of(), Map.of(), Map.of());

    public About {
        suitability = List.copyOf(suitability);
        residency = Map.copyOf(residency);
        statements = Map.copyOf(statements);
    }

    /**
     * What a provider says.
     *
     * @param says in short
     * @param source where it says so
     */
    public record Statement(String says, Source source) {}

    /** Sorts of providers. */
    public enum Category {
        /** Serves models of its own. */
        MAKER("maker"),
        /** Serves models that others made. */
        HOST("host"),
        /** Hands calls on to other providers. */
        GATEWAY("gateway"),
        /** A cloud that serves models of several makers. */
        CLOUD("cloud"),
        /** Runs where its user runs it. */
        SELF_HOSTED("selfHosted");

        private final String key;

        Category(String key) {
            this.key = key;
        }

        /** Its name in profiles. */
        public String key() {
            return key;
        }

        static Optional<Category> of(String key) {
            return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst();
        }
    }

    /** What statements are about. */
    public enum Topic {
        /** The US law on health data. */
        HIPAA("hipaa"),
        /** Audits by the SOC 2 criteria. */
        SOC2("soc2"),
        /** The EU law on personal data. */
        GDPR("gdpr"),
        /** Whether prompts are used for training. */
        TRAINING("training"),
        /** How long prompts and answers are kept. */
        RETENTION("retention");

        private final String key;

        Topic(String key) {
            this.key = key;
        }

        /** Its name in profiles. */
        public String key() {
            return key;
        }

        static Optional<Topic> of(String key) {
            return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst();
        }
    }
}
