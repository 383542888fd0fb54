/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param data folder of {@code tickets.jsonl}, {@code customers.json} and {@code faults.yaml}
 * @param output folder that {@code enriched.jsonl} and {@code errors.jsonl} are written to
 * @param dsl {@code java} or {@code yaml}: which form of the same routes
 * @param patience how long a provider may be silent
 * @param live whether the real providers are asked
 */
record Job(Path data, Path output, String dsl, Duration patience, boolean live) {

    private static final String MISTRAL = "MISTRAL_API_KEY";
    private static final String OPENAI = "OPENAI_API_KEY";

    Job {
        if (!List.of("java", "yaml").contains(dsl)) {
            throw new IllegalArgumentException("quickstart.dsl is '" + dsl + "'; it can be java or yaml");
        }
        for (String name : List.of("tickets.jsonl", "customers.json", "faults.yaml")) {
            if (!Files.isReadable(data.resolve(name))) {
                throw new IllegalArgumentException(
                        "there is no file " + data.resolve(name).toAbsolutePath());
            }
        }
    }

    /** The example's own data, with the real providers when their keys are there. */
    static Job of(String dsl, Map<String, String> environment) {
        boolean live = has(environment, MISTRAL);
        if (live != has(environment, OPENAI)) {
            throw new IllegalArgumentException("set both " + MISTRAL + " and " + OPENAI
                    + " to ask the real providers, or neither of them to ask the simulator");
        }
        return new Job(Path.of("data"), Path.of("target"), dsl, Duration.ofSeconds(live ? 60 : 2), live);
    }

    Path tickets() {
        return data.resolve("tickets.jsonl");
    }

    Path customers() {
        return data.resolve("customers.json");
    }

    Path faults() {
        return data.resolve("faults.yaml");
    }

    Path enriched() {
        return output.resolve("enriched.jsonl");
    }

    Path errors() {
        return output.resolve("errors.jsonl");
    }

    private static boolean has(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
