/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.examples.quickstart;

/**
 * What came of a run.
 *
 * @param tickets lines of the input that are not blank
 * @param answered lines of {@code enriched.jsonl}
 * @param setAside lines of {@code errors.jsonl}
 */
record Result(long tickets, long answered, long setAside, Summary summary) {

    /** Whether each ticket was answered or set aside, and not all were set aside. */
    boolean good() {
        return tickets == answered + setAside && (answered > 0 || tickets == 0);
    }
}
