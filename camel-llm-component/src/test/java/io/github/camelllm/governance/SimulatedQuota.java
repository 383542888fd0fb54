/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.util.ArrayDeque;
import java.util.function.LongPredicate;

/** How providers count: each refuses what is beyond 100 requests a minute, in its own way. Times in nanoseconds. */
enum SimulatedQuota {
    /** A count that begins anew with each minute of the clock. */
    FIXED_WINDOW {
        @Override
        LongPredicate begin() {
            long[] state = {-1, 0};
            return now -> {
                if (now / MINUTE != state[0]) {
                    state[0] = now / MINUTE;
                    state[1] = 0;
                }
                return ++state[1] <= QUOTA;
            };
        }
    },
    /** What was sent in the last sixty seconds. */
    SLIDING_WINDOW {
        @Override
        LongPredicate begin() {
            ArrayDeque<Long> seen = new ArrayDeque<>();
            return now -> {
                while (!seen.isEmpty() && seen.peek() <= now - MINUTE) {
                    seen.remove();
                }
                seen.add(now);
                return seen.size() <= QUOTA;
            };
        }
    },
    /** A bucket of a hundred that fills evenly. */
    TOKEN_BUCKET {
        @Override
        LongPredicate begin() {
            double[] state = {QUOTA, 0};
            return now -> {
                state[0] = Math.min(QUOTA, state[0] + (now - state[1]) * QUOTA / MINUTE);
                state[1] = now;
                state[0] -= 1;
                return state[0] >= -1e-6;
            };
        }
    };

    static final int QUOTA = 100;
    static final long MINUTE = 60_000_000_000L;

    /** Whether a request at a moment is served; the moments ascend. */
    abstract LongPredicate begin();
}
