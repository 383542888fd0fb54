/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.benchmarks;

/**
 * What a worker measured in one window.
 *
 * @param threads at most, beyond those of the harness; callers that block are among them
 * @param heap live bytes beyond those of the idle candidate
 * @param p50 of the answers, or of the first pieces of streams, microseconds
 */
record Measured(
        long nanos,
        long answers,
        long texts,
        long cpuNanos,
        long allocatedBytes,
        int threads,
        long heap,
        double p50,
        double p99) {

    double perSecond() {
        return answers * 1e9 / nanos;
    }

    double cpuMicrosPerAnswer() {
        return cpuNanos / 1e3 / answers;
    }

    double bytesPerAnswer() {
        return (double) allocatedBytes / answers;
    }

    double cpuMicrosPerText() {
        return cpuNanos / 1e3 / texts;
    }

    double bytesPerText() {
        return (double) allocatedBytes / texts;
    }

    String line() {
        return nanos + " " + answers + " " + texts + " " + cpuNanos + " " + allocatedBytes + " " + threads + " " + heap
                + " " + p50 + " " + p99;
    }

    static Measured parse(String line) {
        String[] words = line.split(" ");
        return new Measured(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Integer.parseInt(words[5]),
                Long.parseLong(words[6]),
                Double.parseDouble(words[7]),
                Double.parseDouble(words[8]));
    }
}
