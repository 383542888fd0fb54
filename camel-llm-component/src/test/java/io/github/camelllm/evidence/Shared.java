/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.evidence;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder beside the project with recordings and facts. */
public final class Shared {

    private Shared() {}

    /** A folder below it; without it the test is skipped, or fails where it is required. */
    public static Path folder(String below) {
        String given = System.getProperty("camel.llm.shared");
        String root = System.getProperty("camel.llm.root", "..");
        Path shared = given == null ? Path.of(root).resolve("../shared") : Path.of(given);
        Path folder = shared.resolve(below).normalize();
        if (!Files.isDirectory(folder)) {
            String reason = "no recordings at " + folder;
            if ("true".equals(System.getenv("CAMEL_LLM_REQUIRE_SHARED"))) {
                fail(reason);
            }
            Assumptions.abort(reason);
        }
        return folder;
    }
}
