/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.time.Duration;

/**
 * What becomes of a call for which there is no room: it waits for its turn, or is refused at once.
 *
 * @param most how long a call waits at most, and never longer than its whole call may take; zero: it is refused at once
 * @param callers how many may wait at the same time, from 0; one more is refused at once
 */
public record Waiting(Duration most, int callers) {

    /** Calls are refused at once. */
    public static final Waiting NONE = new Waiting(Duration.ZERO, 0);

    private static final int CALLERS = 10_000;

    public Waiting {
        if (most.isNegative() || callers < 0) {
            throw new IllegalArgumentException(
                    "how long and how many may wait is not negative: " + most + ", " + callers);
        }
    }

    /** Up to 10,000 calls wait so long. */
    public static Waiting upTo(Duration most) {
        return new Waiting(most, CALLERS);
    }
}
