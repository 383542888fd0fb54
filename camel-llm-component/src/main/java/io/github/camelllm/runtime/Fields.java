/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of one decoded JSON object. What is wrong is an IllegalArgumentException that names the place. */
final class Fields {

    private final String place;
    private final Map<String, Object> members;

    private Fields(String place, Map<String, Object> members) {
        this.place = place;
        this.members = members;
    }

    /**
     * The members of an object.
     *
     * @param place where it stands, such as {@code messages[0]}; empty for the whole
     * @param allowed the names that there may be
     */
    static Fields of(String place, @Nullable Object value, Set<String> allowed) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(named(place) + " is " + kind(value) + ", but must be an object");
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, member) -> members.put(String.valueOf(name), member));
        members.keySet().stream()
                .filter(name -> !allowed.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(named(place) + " has no member '" + unknown + "'; allowed are "
                            + String.join(", ", new TreeSet<>(allowed)));
                });
        return new Fields(place, members);
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    @Nullable
    Object value(String name) {
        return members.get(name);
    }

    String place(String name) {
        return place.isEmpty() ? name : place + "." + name;
    }

    @Nullable
    String text(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof CharSequence) {
            return value == null ? null : value.toString();
        }
        throw wrong(name, value, "a text");
    }

    String textOf(String name) {
        String text = text(name);
        if (text == null) {
            throw new IllegalArgumentException(named(place) + " needs the member '" + name + "'");
        }
        return text;
    }

    @Nullable
    Boolean truth(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong(name, value, "true or false");
    }

    @Nullable
    Double number(String name) {
        Object value = members.get(name);
        if (value == null || value instanceof Number) {
            return value == null ? null : ((Number) value).doubleValue();
        }
        throw wrong(name, value, "a number");
    }

    @Nullable
    Long whole(String name) {
        Double number = number(name);
        if (number != null && number != Math.rint(number)) {
            throw wrong(name, members.get(name), "a whole number");
        }
        return number == null ? null : ((Number) members.get(name)).longValue();
    }

    @Nullable
    Integer wholeInt(String name) {
        Long whole = whole(name);
        return whole == null ? null : Math.toIntExact(whole);
    }

    <T> List<T> list(String name, Element<T> element) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Iterable<?> items)) {
            throw wrong(name, value, "a list");
        }
        List<T> all = new ArrayList<>();
        for (Object item : items) {
            all.add(element.read(place(name) + "[" + all.size() + "]", item));
        }
        return all;
    }

    Map<String, Object> map(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(name, value, "an object");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, member) -> copy.put(String.valueOf(key), member));
        return copy;
    }

    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    <T> @Nullable T constant(String name, Map<String, T> constants) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        T constant = constants.get(text);
        if (constant == null) {
            throw new IllegalArgumentException(place(name) + " is '" + text + "'; allowed are "
                    + String.join(", ", new TreeSet<>(constants.keySet())));
        }
        return constant;
    }

    private IllegalArgumentException wrong(String name, @Nullable Object value, String expected) {
        return new IllegalArgumentException(place(name) + " is " + kind(value) + ", but must be " + expected);
    }

    private static String named(String place) {
        return place.isEmpty() ? "the request" : place;
    }

    private static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof Map<?, ?>
                ? "an object"
                : value instanceof Iterable<?>
                        ? "a list"
                        : value instanceof CharSequence
                                ? "a text"
                                : value instanceof Number
                                        ? "a number"
                                        : "a " + value.getClass().getSimpleName();
    }

    /** Reads one element of a list. */
    interface Element<T> {
        T read(String place, @Nullable Object value);
    }
}
