/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import io.github.camelllm.json.JsonException;
import io.github.camelllm.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text of an option as the JSON value that it means. */
public final class OptionValue {

    private OptionValue() {}

    /**
     * A number, true, false, null, or JSON text in braces, brackets or quotes becomes the value, and so does a map in the
     * form {@code {a=1, b={c=2}}}; everything else is a text as it stands.
     *
     * @throws IllegalArgumentException when it begins like JSON but is not
     */
    public static @Nullable Object of(String text) {
        String value = text.strip();
        if (value.isEmpty()) {
            return text;
        }
        char first = value.charAt(0);
        boolean json = first == '{' || first == '[' || first == '"';
        if (json) {
            return inCamelsForm(value) ? new YamlMap(value).read() : read(value);
        }
        boolean scalar = first == '-'
                || Character.isDigit(first)
                || value.equals("true")
                || value.equals("false")
                || value.equals("null");
        if (!scalar) {
            return text;
        }
        try {
            return JsonTree.read(value);
        } catch (JsonException notJson) {
            return text;
        }
    }

    /**
     * A map from JSON text, or from the form {@code {a=1, b={c=2}}} in which Camel hands on a map of a YAML route.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Map<String, Object> map(String text) {
        String value = text.strip();
        if (value.startsWith("{\"") || value.equals("{}")) {
            return object(value);
        }
        return new YamlMap(value).read();
    }

    /** Camel 4.22 takes the map of a YAML route apart itself, and hands on those within it as texts with equals signs. */
    private static boolean inCamelsForm(String value) {
        int equals = value.indexOf('=');
        return value.charAt(0) == '{'
                && equals > 1
                && value.substring(1, equals).chars().noneMatch(c -> "\"{}:".indexOf(c) >= 0);
    }

    /**
     * The JSON object in the text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Map<String, Object> object(String json) {
        try {
            return JsonTree.readObject(json);
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Puts a value under a name whose dots lead into nested maps. */
    public static void put(Map<String, Object> into, String name, @Nullable Object value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            into.put(name, value);
            return;
        }
        Object inner = into.get(name.substring(0, dot));
        Map<String, Object> nested = new LinkedHashMap<>();
        if (inner instanceof Map<?, ?> known) {
            known.forEach((k, v) -> nested.put(String.valueOf(k), v));
        }
        put(nested, name.substring(dot + 1), value);
        into.put(name.substring(0, dot), nested);
    }

    private static @Nullable Object read(String json) {
        try {
            return JsonTree.read(json);
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
