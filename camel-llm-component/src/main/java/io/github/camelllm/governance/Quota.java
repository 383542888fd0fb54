/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

/** Something of which calls take a share, and which grows again. Guarded by the gate that has it; times in nanoseconds. */
interface Quota {

    /** What its amounts count. */
    RateLimit.Unit unit();

    /** The first moment from now on at which so much can be taken. */
    long readyAt(long now, long amount);

    /** When the last of several amounts can be taken that are taken one after the other, the sum of them given. */
    long readyAtLast(long now, long sum);

    /** Takes so much, also when it is not there. */
    void take(long now, long amount);

    /** Somebody used more or less than was taken at that moment. */
    void adjust(long takenAt, long now, long more);
}
