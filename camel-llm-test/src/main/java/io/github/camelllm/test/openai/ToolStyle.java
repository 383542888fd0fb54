/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.openai;

/**
 * How a provider writes tool calls.
 *
 * @param prefix start of its ids
 * @param length characters behind the prefix
 * @param piece characters in each streamed piece of the arguments; 0 when a call comes whole
 */
record ToolStyle(String prefix, int length, int piece) {

    boolean whole() {
        return piece == 0;
    }
}
