/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.openai;

import io.github.camelllm.json.JsonReader;
import io.github.camelllm.model.Embedding;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a request for vectors, and the vectors as numbers, float32 or signed bytes in base64. */
final class VectorReader {

    private static final String SIGNED_BYTES = "base64_int8";

    private final UsageReader usageReader;
    private final boolean signedBytes;
    private final List<Embedding> vectors = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String model;
    private Usage usage = Usage.UNKNOWN;
    private @Nullable Money bill;
    private boolean refused;

    VectorReader(Target target) {
        usageReader = new UsageReader(target.quirks());
        signedBytes = target.quirks().text(OpenAiQuirks.EMBEDDING_FORMAT, "").equals(SIGNED_BYTES);
    }

    void read(JsonReader in) {
        if (!in.isObject()) {
            refused = true;
            return;
        }
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "id" -> id = in.scalarOrNull();
                case "model" -> model = in.scalarOrNull();
                case "data" -> data(in);
                case "usage" -> usage(in);
                case "error" -> {
                    refused |= !in.isNull();
                    in.skip();
                }
                default -> in.skip();
            }
        }
        in.end();
    }

    /** Whether it is an error. */
    boolean refused() {
        return refused;
    }

    List<Embedding> vectors() {
        return vectors;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String model() {
        return model;
    }

    Usage usage() {
        return usage;
    }

    @Nullable
    Money bill() {
        return bill;
    }

    private void usage(JsonReader in) {
        if (in.isObject()) {
            usage = usageReader.read(in);
            bill = usageReader.bill();
        } else {
            in.skip();
        }
    }

    private void data(JsonReader in) {
        if (!in.isArray()) {
            in.skip();
            return;
        }
        while (in.nextElement()) {
            in.object();
            int index = vectors.size();
            float[] vector = {};
            for (String name = in.nextField(); name != null; name = in.nextField()) {
                if (name.equals("embedding")) {
                    vector = vector(in);
                } else if (name.equals("index")) {
                    Long stated = in.wholeOrNull();
                    index = stated == null ? index : (int) Math.max(-1, Math.min(stated, Integer.MAX_VALUE));
                } else {
                    in.skip();
                }
            }
            vectors.add(new Embedding(index, vector));
        }
    }

    private float[] vector(JsonReader in) {
        if (in.isText()) {
            byte[] bytes = Base64.getDecoder().decode(in.text());
            return signedBytes ? bytes(bytes) : floats(bytes);
        }
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

    private static float[] floats(byte[] bytes) {
        if (bytes.length % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes are no float32 vector");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    private static float[] bytes(byte[] bytes) {
        float[] vector = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            vector[i] = bytes[i];
        }
        return vector;
    }
}
