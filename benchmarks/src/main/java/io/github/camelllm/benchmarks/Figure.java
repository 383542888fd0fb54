/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

/** What is measured. */
enum Figure {
    ALLOCATION("allocated per call, bytes", 0),
    CPU("CPU per call, 64 callers, µs", 1),
    LATENCY_P50("latency of one caller, median, µs", 0),
    LATENCY_P99("latency of one caller, 99 %, µs", 0),
    PIECE_ALLOCATION("allocated per chunk, bytes", 0),
    PIECE_CPU("CPU per chunk, 4 streams at full speed, µs", 2),
    RATE_64("calls per second, 64 in flight at 200 ms", 0),
    RATE_1000("calls per second, 1,000 in flight at 200 ms", 0),
    RATE_5000("calls per second, 5,000 in flight at 200 ms", 0),
    CPU_5000("CPU per call, 5,000 in flight, µs", 1),
    THREADS_5000("threads, 5,000 in flight", 0),
    HEAP_5000("heap per call, 5,000 in flight, bytes", 0),
    HEAP_5000_TLS("heap per call, 5,000 in flight, TLS 1.3, bytes", 0),
    STREAMS_CPU("CPU per chunk, 500 streams of 20 chunks/s, µs", 1),
    STREAMS_FIRST("first text, 500 streams, median, µs", 0),
    STREAMS_FIRST_P99("first text, 500 streams, 99 %, µs", 0),
    STREAMS_THREADS("threads, 500 streams", 0);

    private final String title;
    private final int decimals;

    Figure(String title, int decimals) {
        this.title = title;
        this.decimals = decimals;
    }

    String title() {
        return title;
    }

    int decimals() {
        return decimals;
    }
}
