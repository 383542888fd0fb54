/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.fault;

import java.util.Locale;

/** How a system got through a scenario, best first. */
public enum Verdict {
    /** The answer came, or the error that was right, and nothing is to be said against the way. */
    PASS,
    /** It was rescued, but not as well as it could have been. */
    PARTIAL,
    /** It was not rescued: the caller got a clear error in time, and no rule was broken. */
    SAFE,
    /** It hung, gave a wrong answer as a right one, or broke a rule. */
    FAIL;

    /** Such as {@code pass}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
