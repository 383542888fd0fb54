/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what the last name stood for, since the next is mostly the same. Thread-safe. */
final class Last<V> {

    private record Known<V>(String name, V value) {}

    private volatile @Nullable Known<V> known;

    /** What the name stands for; the same name always stands for the same. */
    V of(String name, Function<String, V> find) {
        Known<V> last = known;
        if (last == null || !last.name.equals(name)) {
            last = new Known<>(name, find.apply(name));
            known = last;
        }
        return last.value;
    }
}
