/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.dialect.RequestBody;
import io.github.camelllm.error.ErrorKind;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What vectors are for, by Google's names. (providers/google-ai, Embeddings, read 2026-11-25) */
final class TaskType {

    private static final Set<String> NAMES = Set.of(
            "RETRIEVAL_QUERY",
            "RETRIEVAL_DOCUMENT",
            "SEMANTIC_SIMILARITY",
            "CLASSIFICATION",
            "CLUSTERING",
            "QUESTION_ANSWERING",
            "FACT_VERIFICATION",
            "CODE_RETRIEVAL_QUERY");

    private static final Map<String, String> USUAL = Map.of(
            "QUERY", "RETRIEVAL_QUERY",
            "SEARCH_QUERY", "RETRIEVAL_QUERY",
            "DOCUMENT", "RETRIEVAL_DOCUMENT",
            "SEARCH_DOCUMENT", "RETRIEVAL_DOCUMENT",
            "SIMILARITY", "SEMANTIC_SIMILARITY");

    private TaskType() {}

    static String of(String inputType, RequestBody body) {
        String upper = inputType.toUpperCase(Locale.ROOT);
        String name = USUAL.getOrDefault(upper, upper);
        if (!NAMES.contains(name)) {
            throw body.problem(
                    ErrorKind.INVALID_REQUEST,
                    "inputType is " + inputType + "; allowed are query, document, similarity and "
                            + NAMES.stream().sorted().toList());
        }
        return name;
    }
}
