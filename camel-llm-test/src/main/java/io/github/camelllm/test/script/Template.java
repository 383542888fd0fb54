/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.test.script;

/** Fills {@code {prompt}}, {@code {model}} and {@code {n}} (the number of the call) into a text. */
record Template(String prompt, String model, int number) {

    String fill(String text) {
        return text.replace("{model}", model)
                .replace("{n}", Integer.toString(number))
                .replace("{prompt}", prompt);
    }
}
