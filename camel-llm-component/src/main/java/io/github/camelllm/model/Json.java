/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies decoded JSON (maps, lists, texts, numbers, booleans, null) deeply, keeping the order of members. */
final class Json {
    private Json() {}

    static Map<String, Object> copy(Map<String, ?> object) {
        if (object.isEmpty()) {
            return Map.of();
        }
        if (object.size() == 1) {
            Map.Entry<String, ?> only = object.entrySet().iterator().next();
            if (only.getValue() instanceof String text) {
                return Map.of(only.getKey(), text);
            }
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((name, value) -> copy.put(name, frozen(value)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("unchecked")
    private static Object frozen(Object value) {
        if (value instanceof Map<?, ?> map) {
            return copy((Map<String, ?>) map);
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(frozen(item)));
            return Collections.unmodifiableList(items);
        }
        return value;
    }
}
