/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.bedrock;

import io.github.camelllm.json.JsonReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the vectors of Titan ({@code embedding}) and of Cohere ({@code embeddings}, or {@code embeddings.float}). */
final class VectorReader {

    private static final int USUAL_LENGTH = 1024;

    private final List<float[]> vectors = new ArrayList<>();
    private @Nullable String id;
    private @Nullable Long tokens;

    void read(JsonReader in) {
        if (!in.isObject()) {
            return;
        }
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> id = in.scalarOrNull();
                case "embedding" -> vectors.add(vector(in));
                case "embeddings" -> embeddings(in);
                case "inputTextTokenCount" -> tokens = in.wholeOrNull();
                default -> in.skip();
            }
        }
        in.end();
    }

    List<float[]> vectors() {
        return vectors;
    }

    Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** The tokens of the prompt, where the body tells them. */
    Optional<Long> tokens() {
        return Optional.ofNullable(tokens).filter(count -> count >= 0);
    }

    private void embeddings(JsonReader in) {
        if (in.isArray()) {
            list(in);
        } else if (in.isObject()) {
            in.object();
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                if (name.equals("float") && in.isArray()) {
                    list(in);
                } else {
                    in.skip();
                }
            }
        } else {
            in.skip();
        }
    }

    private void list(JsonReader in) {
        while (in.nextElement()) {
            vectors.add(vector(in));
        }
    }

    private static float[] vector(JsonReader in) {
        in.array();
        float[] vector = new float[USUAL_LENGTH];
        int length = 0;
        while (in.nextElement()) {
            if (length == vector.length) {
                vector = Arrays.copyOf(vector, 2 * length);
            }
            vector[length++] = (float) in.doubleValue();
        }
        return Arrays.copyOf(vector, length);
    }
}
