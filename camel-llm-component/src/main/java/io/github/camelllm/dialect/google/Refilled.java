/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.dialect.google;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A list whose elements are cleared and filled again, instead of new ones made. */
final class Refilled<T> {

    private final Supplier<T> maker;
    private final Consumer<T> cleaner;
    private final List<T> made = new ArrayList<>(1);
    private int size;

    Refilled(Supplier<T> maker, Consumer<T> cleaner) {
        this.maker = maker;
        this.cleaner = cleaner;
    }

    /** The next element, empty, at the end of the list. */
    T next() {
        if (size == made.size()) {
            made.add(maker.get());
        } else {
            cleaner.accept(made.get(size));
        }
        return made.get(size++);
    }

    int size() {
        return size;
    }

    T get(int at) {
        return made.get(at);
    }

    void clear() {
        size = 0;
    }
}
