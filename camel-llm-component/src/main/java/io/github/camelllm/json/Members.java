/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object, read by name and type; what was never asked for is unknown. Each error names the place,
 * what is there and what is allowed.
 */
final class Members {

    private final String path;
    private final Map<?, ?> map;
    private final Set<String> asked = new LinkedHashSet<>();

    Members(String path, @Nullable Object value) {
        this.path = path;
        if (!(value instanceof Map<?, ?> object)) {
            throw wrong(path, value, "an object");
        }
        map = object;
    }

    String path(String name) {
        return path + "." + name;
    }

    boolean has(String name) {
        asked.add(name);
        return map.get(name) != null;
    }

    @Nullable
    Object any(String name) {
        asked.add(name);
        return map.get(name);
    }

    @Nullable
    String text(String name) {
        Object value = any(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(path(name), value, "a text");
    }

    String needText(String name) {
        String text = text(name);
        if (text == null) {
            throw new JsonException(path(name) + " is missing; it must be a text");
        }
        return text;
    }

    @Nullable
    Boolean truth(String name) {
        Object value = any(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong(path(name), value, "true or false");
    }

    @Nullable
    Long whole(String name) {
        Object value = any(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            try {
                return new BigDecimal(number.toString()).longValueExact();
            } catch (ArithmeticException | NumberFormatException fraction) {
                throw new JsonException(path(name) + " is " + number + "; it must be a whole number");
            }
        }
        throw wrong(path(name), value, "a whole number");
    }

    @Nullable
    Integer small(String name) {
        Long whole = whole(name);
        if (whole != null && whole != whole.intValue()) {
            throw new JsonException(path(name) + " is " + whole + "; the most is " + Integer.MAX_VALUE);
        }
        return whole == null ? null : (Integer) whole.intValue();
    }

    @Nullable
    Double decimal(String name) {
        Object value = any(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrong(path(name), value, "a number");
    }

    /** The constant whose name in lower camel case is the text. */
    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        List<String> allowed = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String wire = constant.name().toLowerCase(Locale.ROOT);
            if (wire.equals(text)) {
                return constant;
            }
            allowed.add(wire);
        }
        throw new JsonException(path(name) + " is '" + text + "'; allowed are " + String.join(", ", allowed));
    }

    Map<String, Object> object(String name) {
        Object value = any(name);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> object)) {
            throw wrong(path(name), value, "an object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        object.forEach((key, member) -> copy.put(String.valueOf(key), member));
        return copy;
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name).forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw wrong(path(name) + "." + key, value, "a text");
            }
            texts.put(key, text);
        });
        return texts;
    }

    /** The elements, each read with its path; empty when the member is absent. */
    <T> List<T> list(String name, BiFunction<String, Object, T> read) {
        Object value = any(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Iterable<?> elements)) {
            throw wrong(path(name), value, "a list");
        }
        List<T> all = new ArrayList<>();
        for (Object element : elements) {
            String place = path(name) + "[" + all.size() + "]";
            if (element == null) {
                throw new JsonException(place + " is null");
            }
            all.add(read.apply(place, element));
        }
        return all;
    }

    List<String> textList(String name) {
        return list(name, (place, value) -> {
            if (!(value instanceof String text)) {
                throw wrong(place, value, "a text");
            }
            return text;
        });
    }

    /** Nothing may be left that was not asked for. */
    void done() {
        for (Object name : map.keySet()) {
            if (!asked.contains(String.valueOf(name))) {
                throw new JsonException(
                        path(String.valueOf(name)) + " is unknown; allowed are " + String.join(", ", asked));
            }
        }
    }

    static JsonException wrong(String path, @Nullable Object value, String allowed) {
        return new JsonException(path + " is " + kind(value) + "; it must be " + allowed);
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map) {
            return "an object";
        }
        if (value instanceof Iterable) {
            return "a list";
        }
        if (value instanceof CharSequence) {
            return "a text";
        }
        if (value instanceof Number) {
            return "the number " + value;
        }
        return value instanceof Boolean
                ? "the boolean " + value
                : "a " + value.getClass().getSimpleName();
    }
}
