/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.util.Map;

/**
 * Something that whoever pays should know.
 *
 * @param kind what happened
 * @param threshold in percent of the limit; 0 when a call was refused
 * @param balance how the account stands
 * @param context what the caller knew of the call
 */
public record BudgetEvent(Kind kind, int threshold, Balance balance, Map<String, String> context) {

    /** What happened. */
    public enum Kind {
        /** More than the threshold is spent: told once in a period by each process. */
        THRESHOLD,
        /** A call was refused. */
        REFUSED
    }

    /** Hears of it, on the thread of a call: must not wait. */
    @FunctionalInterface
    public interface Listener {

        /** It happened. */
        void happened(BudgetEvent event);
    }

    /** In words. */
    @Override
    public String toString() {
        return BudgetWords.of(this);
    }
}
