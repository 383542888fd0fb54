/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.cohere;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.Usage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a request for vectors. They come by type, each a list in the order of the inputs; of several types the
 * most exact one counts.
 */
final class VectorReader {

    static final String FLOAT = "float";

    private static final List<String> BEST_FIRST = List.of(FLOAT, "base64", "int8", "uint8", "binary", "ubinary");

    private final Map<String, List<Embedding>> byType = new HashMap<>(1);
    private @Nullable String id;
    private Usage usage = Usage.UNKNOWN;

    void read(JsonReader in) {
        if (!in.isObject()) {
            in.skip();
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> id = in.scalarOrNull();
                case "embeddings" -> embeddings(in);
                case "meta" -> usage = in.isObject() ? Billed.vectors(in.map()) : nothing(in);
                default -> in.skip();
            }
        }
        in.end();
    }

    List<Embedding> vectors() {
        return BEST_FIRST.stream()
                .map(type -> byType.getOrDefault(type, List.of()))
                .filter(vectors -> !vectors.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    @Nullable
    String id() {
        return id;
    }

    Usage usage() {
        return usage;
    }

    /** By type; a bare list when only numbers were asked for in the older way ({@code embeddings_floats}). */
    private void embeddings(JsonReader in) {
        if (in.isArray()) {
            byType.put(FLOAT, list(in));
        } else if (in.isObject()) {
            for (String type = in.nextField(); type != null; type = in.nextField()) {
                if (BEST_FIRST.contains(type) && in.isArray()) {
                    byType.put(type, list(in));
                } else {
                    in.skip();
                }
            }
        } else {
            in.skip();
        }
    }

    private static List<Embedding> list(JsonReader in) {
        List<Embedding> vectors = new ArrayList<>();
        while (in.nextElement()) {
            vectors.add(new Embedding(vectors.size(), in.isText() ? floats(in.text()) : numbers(in)));
        }
        return vectors;
    }

    private static float[] numbers(JsonReader in) {
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

    private static float[] floats(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no float32 vector");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    private static Usage nothing(JsonReader in) {
        in.skip();
        return Usage.UNKNOWN;
    }
}
