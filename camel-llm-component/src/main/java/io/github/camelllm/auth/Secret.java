/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text that must not be seen: it prints as stars. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * A secret without the white space around it, which keys read from files often have.
     *
     * @throws IllegalArgumentException when it is blank or has control characters, which no header can carry
     */
    public static Secret of(String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException("the key is blank");
        }
        if (!printable(stripped)) {
            throw new IllegalArgumentException(
                    "the key has a line break or another character that is not printable ASCII: is it the right one?");
        }
        return new Secret(stripped);
    }

    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    /** The text itself, to be put on the wire and nowhere else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret s && value.equals(s.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Secret.class);
    }

    @Override
    public String toString() {
        return "******";
    }
}
