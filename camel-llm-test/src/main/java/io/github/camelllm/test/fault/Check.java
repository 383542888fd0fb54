/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

/**
 * What became of one rule of a scenario.
 *
 * @param grade how much it counts
 * @param rule in words
 * @param kept whether it was kept
 */
public record Check(Grade grade, String rule, boolean kept) {

    /** How much a rule counts. */
    public enum Grade {
        /** Broken: the scenario is failed. */
        REQUIRED,
        /** Broken: a rescue is only partial. */
        ADVISORY,
        /** Told only. */
        INFORMATIONAL
    }

    boolean broken(Grade which) {
        return grade == which && !kept;
    }
}
