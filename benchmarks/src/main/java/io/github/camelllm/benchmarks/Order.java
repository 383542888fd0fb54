/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

import java.time.Duration;

/**
 * What a worker is told to measure.
 *
 * @param pieces of each answer; 0: not streamed
 * @param callers at the same time
 * @param settle before the window
 * @param heap whether to tell the live heap too, which stops the world
 */
record Order(int pieces, int callers, Duration settle, Duration window, boolean heap) {

    Order(int pieces, int callers, int settleMillis, int windowMillis) {
        this(pieces, callers, Duration.ofMillis(settleMillis), Duration.ofMillis(windowMillis), false);
    }

    Order withHeap() {
        return new Order(pieces, callers, settle, window, true);
    }

    String line() {
        return pieces + " " + callers + " " + settle + " " + window + " " + heap;
    }

    static Order parse(String line) {
        String[] words = line.split(" ");
        return new Order(
                Integer.parseInt(words[0]),
                Integer.parseInt(words[1]),
                Duration.parse(words[2]),
                Duration.parse(words[3]),
                Boolean.parseBoolean(words[4]));
    }
}
