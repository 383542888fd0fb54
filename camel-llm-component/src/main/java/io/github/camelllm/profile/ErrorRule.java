/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import io.github.camelllm.error.ErrorKind;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the kind of an error from what the provider sent. All that is given must fit; the first rule that fits wins.
 *
 * @param kind the error's kind
 * @param status the HTTP status; null: any
 * @param code the provider's code or type, ignoring case; null: any
 * @param message a part of the provider's words, ignoring case; null: any
 */
public record ErrorRule(
        ErrorKind kind,
        @Nullable Integer status,
        @Nullable String code,
        @Nullable String message) {

    public ErrorRule {
        Objects.requireNonNull(kind, "kind");
        if (status == null && code == null && message == null) {
            throw new IllegalArgumentException("an error rule needs a status, a code or a part of the message");
        }
    }

    /** Whether the rule fits. */
    public boolean fits(int httpStatus, @Nullable String itsCode, @Nullable String itsType, @Nullable String words) {
        return (status == null || status == httpStatus)
                && (code == null || code.equalsIgnoreCase(itsCode) || code.equalsIgnoreCase(itsType))
                && (message == null
                        || words != null && words.toLowerCase(Locale.ROOT).contains(message.toLowerCase(Locale.ROOT)));
    }
}
