/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.camelllm.test.Answer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Embedding vectors: scripted ones, or unit vectors that depend on the input's text only. */
public final class Vectors {

    private Vectors() {}

    /** The inputs of a request: a string, strings, token ids, or lists of token ids. */
    public static List<JsonNode> inputs(JsonNode input) {
        List<JsonNode> inputs = new ArrayList<>();
        if (input.isArray() && !input.path(0).isNumber()) {
            input.forEach(inputs::add);
        } else {
            inputs.add(input);
        }
        return inputs;
    }

    public static List<float[]> of(JsonNode input, Answer answer, int dimensions) {
        if (!answer.vectors().isEmpty()) {
            return answer.vectors();
        }
        return inputs(input).stream()
                .map(each -> vector(each.toString(), dimensions))
                .toList();
    }

    private static float[] vector(String text, int dimensions) {
        float[] vector = new float[dimensions];
        long state = text.hashCode() * 0x9E3779B97F4A7C15L + 1;
        double square = 0;
        for (int i = 0; i < dimensions; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            vector[i] = (state >> 40) / (float) (1 << 23);
            square += vector[i] * vector[i];
        }
        float length = (float) Math.sqrt(Math.max(square, 1e-9));
        for (int i = 0; i < dimensions; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    public static ArrayNode numbers(float[] vector) {
        ArrayNode numbers = Nodes.array();
        for (float value : vector) {
            numbers.add(value);
        }
        return numbers;
    }

    /** Little-endian 32-bit floats. */
    public static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : vector) {
            bytes.putFloat(value);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Signed bytes. */
    public static String base64Int8(float[] vector) {
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            bytes[i] = (byte) Math.round(vector[i] * 127);
        }
        return Base64.getEncoder().encodeToString(bytes);
    }
}
