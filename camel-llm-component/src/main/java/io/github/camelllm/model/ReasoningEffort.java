/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.Locale;

/** How hard the model thinks before it answers, from none to the most. */
public enum ReasoningEffort {
    /** No thinking. */
    NONE,
    /** As little as possible. */
    MINIMAL,
    /** Little. */
    LOW,
    /** In between. */
    MEDIUM,
    /** Much. */
    HIGH,
    /** More than {@link #HIGH}. */
    XHIGH,
    /** As much as the model can. */
    MAX;

    /** The name on most wires: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
