/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

/** How sure a {@link Cost} is. */
public enum CostBasis {
    /** The provider's own bill, in its answer. */
    REPORTED,
    /** Computed from the reported usage and known prices. */
    PRICED,
    /** Computed from an estimated usage. */
    ESTIMATED,
    /** Usage or price is not known. Never zero. */
    UNKNOWN
}
