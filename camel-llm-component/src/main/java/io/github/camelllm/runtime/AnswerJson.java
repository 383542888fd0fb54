/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.json.JsonBinding;
import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;

/** An answer's text as the JSON that it holds. */
public final class AnswerJson {

    private static final String FENCE = "```";

    private AnswerJson() {}

    /**
     * The object that the text describes.
     *
     * @throws IllegalArgumentException when it does not
     */
    public static Object object(String text, Class<?> type) {
        try {
            return JsonBinding.read(unfenced(text), type);
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Looks whether an answer can become such an object at all.
     *
     * @throws IllegalArgumentException when it never can: why
     */
    public static void check(Class<?> type) {
        try {
            JsonBinding.check(type);
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The map, list, text, number or boolean that the text is.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Object value(String text) {
        try {
            Object value = JsonTree.read(unfenced(text));
            if (value == null) {
                throw new IllegalArgumentException("the JSON is null");
            }
            return value;
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Without the fence of Markdown that models without a JSON mode like to put around it. */
    private static String unfenced(String text) {
        String bare = text.strip();
        int line = bare.indexOf('\n');
        if (!bare.startsWith(FENCE) || !bare.endsWith(FENCE) || line < 0) {
            return bare;
        }
        return bare.substring(line, bare.length() - FENCE.length()).strip();
    }
}
