/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;

/**
 * Reads secret options, again at each use.
 *
 * @param trace tells from which property a value came
 */
record SecretTexts(CamelContext context, PlaceholderTrace trace) {

    /** The secret that the option is. */
    Supplier<@Nullable String> of(String option, String value) {
        return SecretOption.of(context, trace, option, value);
    }

    /** The secret that the option is, or that stands in the resource it names. */
    Supplier<@Nullable String> orResource(String option, String value) {
        return new Resource(context, option, of(option, value));
    }

    private record Resource(CamelContext context, String option, Supplier<@Nullable String> value)
            implements Supplier<@Nullable String> {

        @Override
        public @Nullable String get() {
            String text = value.get();
            return text != null && (text.startsWith("file:") || text.startsWith("classpath:")) ? read(text) : text;
        }

        private String read(String resource) {
            try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(context, resource)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "option " + option + " names a resource that cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public String toString() {
            return "******";
        }
    }
}
