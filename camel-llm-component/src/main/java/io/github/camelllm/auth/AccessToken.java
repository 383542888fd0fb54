/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A token that an authority gave.
 *
 * @param value sent as bearer
 * @param obtained when it was asked for
 * @param expires when the provider will no longer take it
 */
public record AccessToken(Secret value, Instant obtained, Instant expires) {

    private static final Duration LONGEST_LEAD = Duration.ofMinutes(5);

    public AccessToken {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(obtained, "obtained");
        Objects.requireNonNull(expires, "expires");
    }

    /** When to ask for the next one: after four fifths of its life, and at most five minutes before its end. */
    Instant renewal() {
        Duration lead = Duration.between(obtained, expires).dividedBy(5);
        return expires.minus(lead.compareTo(LONGEST_LEAD) < 0 ? lead : LONGEST_LEAD);
    }
}
