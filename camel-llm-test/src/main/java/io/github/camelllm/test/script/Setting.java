/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

import io.github.camelllm.test.ScriptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One named value and where it stands.
 *
 * @param value a string, a number, a boolean or a list of them
 * @param where file and line, or the place in the request
 */
record Setting(String name, Object value, String where) {

    String text() {
        if (value instanceof List) {
            throw wrong("one value, not a list");
        }
        return value.toString();
    }

    int number(int least) {
        return whole(value, least);
    }

    /** One number, several, or several in a string with commas. */
    Set<Integer> numbers() {
        List<Object> all = new ArrayList<>();
        if (value instanceof List<?> list) {
            all.addAll(list);
        } else {
            all.addAll(List.of((Object[]) value.toString().split(",")));
        }
        return Set.copyOf(all.stream().map(each -> whole(each, 1)).toList());
    }

    Duration millis() {
        return Duration.ofMillis(number(0));
    }

    private int whole(Object one, int least) {
        try {
            int number = Integer.parseInt(one.toString().strip());
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong("a whole number from " + least);
        }
        throw wrong("a whole number from " + least);
    }

    ScriptException wrong(String expected) {
        return new ScriptException(where + ": '" + name + "' must be " + expected + ", not '" + value + "'");
    }
}
