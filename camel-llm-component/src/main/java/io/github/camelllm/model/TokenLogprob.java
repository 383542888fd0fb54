/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.model;

import java.util.List;
import java.util.Objects;

/**
 * The probability of one token.
 *
 * @param token its text
 * @param logprob natural logarithm of its probability
 * @param alternatives the likeliest tokens at this place, without alternatives of their own
 */
public record TokenLogprob(String token, double logprob, List<TokenLogprob> alternatives) {
    public TokenLogprob {
        Objects.requireNonNull(token, "token");
        alternatives = List.copyOf(alternatives);
    }
}
