/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.wire;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Iterators that make one element at a time. (Streams would hold a whole inner stream back, and an endless one for ever.) */
public final class Lazy {

    private Lazy() {}

    public static <T> Iterator<T> concat(List<? extends Iterator<? extends T>> parts) {
        return join(parts.iterator());
    }

    public static <T> Iterator<T> flat(Iterator<? extends List<T>> lists) {
        return join(map(lists, List::iterator));
    }

    /** One element, made when it is asked for. */
    public static <T> Iterator<T> later(Supplier<T> maker) {
        return map(List.of(maker).iterator(), Supplier::get);
    }

    public static <T> Iterator<T> forever(Supplier<T> maker) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public T next() {
                return maker.get();
            }
        };
    }

    public static <S, T> Iterator<T> map(Iterator<S> source, Function<? super S, ? extends T> change) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return source.hasNext();
            }

            @Override
            public T next() {
                return change.apply(source.next());
            }
        };
    }

    private static <T> Iterator<T> join(Iterator<? extends Iterator<? extends T>> parts) {
        return new Iterator<>() {
            private Iterator<? extends T> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!current.hasNext() && parts.hasNext()) {
                    current = parts.next();
                }
                return current.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }
}
