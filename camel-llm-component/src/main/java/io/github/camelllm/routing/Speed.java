/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast a target has been lately: moving averages in which each new call counts a fifth.
 *
 * @param firstToken seconds until the first content of a streamed answer; NaN: never measured
 * @param tokensPerSecond of an answer, from its first content on; NaN: never measured
 * @param latency seconds of a whole call; NaN: never measured
 * @param measuredAt in nanoseconds of the clockwork
 */
record Speed(double firstToken, double tokensPerSecond, double latency, long measuredAt) {

    static final Speed UNKNOWN = new Speed(Double.NaN, Double.NaN, Double.NaN, 0);

    private static final double WEIGHT = 0.2;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    /** The averages with one more call. */
    Speed with(Duration whole, @Nullable Duration untilFirst, long outputTokens, long now) {
        double all = whole.toNanos() / SECOND;
        double begin = untilFirst == null ? Double.NaN : untilFirst.toNanos() / SECOND;
        double writing = all - (untilFirst == null ? 0 : begin);
        double rate = outputTokens > 0 && writing > 0 ? outputTokens / writing : Double.NaN;
        return new Speed(mixed(firstToken, begin), mixed(tokensPerSecond, rate), mixed(latency, all), now);
    }

    /** How many seconds an answer of so many tokens takes; NaN: never measured. */
    double seconds(int tokens) {
        double begin = Double.isNaN(firstToken) ? 0 : firstToken;
        return Double.isNaN(tokensPerSecond) ? latency : begin + tokens / tokensPerSecond;
    }

    private static double mixed(double old, double fresh) {
        if (Double.isNaN(fresh)) {
            return old;
        }
        return Double.isNaN(old) ? fresh : old + WEIGHT * (fresh - old);
    }
}
