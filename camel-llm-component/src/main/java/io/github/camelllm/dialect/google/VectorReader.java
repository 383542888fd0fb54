/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Bucket;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.Usage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the vectors of batchEmbedContents, embedContent and predict, and the tokens where they are told. (providers/google-ai
 * and vertex-ai, Embeddings, read 2026-11-25) For one answer.
 */
final class VectorReader {

    private static final long MOST = 1L << 53;

    private final List<Embedding> vectors = new ArrayList<>();
    private @Nullable Object error;
    private Usage usage = Usage.UNKNOWN;
    private long tokens;
    private int counted;

    List<Embedding> vectors() {
        return vectors;
    }

    /** What the answer says in place of vectors; null: no error. */
    @Nullable
    Object error() {
        return error;
    }

    /** Unknown unless it is told for each vector or for the whole. */
    Usage usage() {
        boolean each = counted > 0 && counted == vectors.size();
        return usage.known() || !each ? usage : new Usage(Map.of(Bucket.INPUT, tokens));
    }

    void read(JsonReader in) {
        if (in.isArray()) {
            error = in.value();
            return;
        }
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "embeddings" -> each(in, this::embedding);
                case "embedding" -> embedding(in);
                case "predictions" -> each(in, this::prediction);
                case "usageMetadata" -> usage(in);
                case "error" -> error = in.value();
                default -> in.skip();
            }
        }
    }

    private interface Element {
        void read(JsonReader in);
    }

    private static void each(JsonReader in, Element element) {
        in.array();
        while (in.nextElement()) {
            element.read(in);
        }
    }

    private void embedding(JsonReader in) {
        float[] vector = {};
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "values" -> vector = values(in);
                case "statistics" -> statistics(in);
                default -> in.skip();
            }
        }
        vectors.add(new Embedding(vectors.size(), vector));
    }

    private void prediction(JsonReader in) {
        int before = vectors.size();
        in.object();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            if (name.equals("embeddings")) {
                embedding(in);
            } else {
                in.skip();
            }
        }
        if (vectors.size() != before + 1) {
            throw new JsonException("a prediction has " + (vectors.size() - before) + " vectors");
        }
    }

    private void statistics(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            Long count = name.equals("token_count") ? in.wholeOrNull() : skipped(in);
            if (count != null && count >= 0 && count <= MOST) {
                tokens = Math.min(MOST, tokens + count);
                counted++;
            }
        }
    }

    private void usage(JsonReader in) {
        if (in.isObject()) {
            Counts counts = new Counts();
            counts.read(in);
            usage = counts.usage();
        } else {
            in.skip();
        }
    }

    private static @Nullable Long skipped(JsonReader in) {
        in.skip();
        return null;
    }

    private static float[] values(JsonReader in) {
        in.array();
        float[] vector = new float[1024];
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
