/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test;

/** A script that cannot be understood; the message says where, what is wrong and what is allowed. */
public final class ScriptException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ScriptException(String message) {
        super(message);
    }
}
