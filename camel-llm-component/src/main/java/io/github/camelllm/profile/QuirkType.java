/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

/** What the value of a quirk looks like in a profile. */
public enum QuirkType {
    /** true or false. */
    FLAG,
    /** A text. */
    TEXT,
    /** A list of texts. */
    LIST,
    /** Texts by name. */
    MAP
}
