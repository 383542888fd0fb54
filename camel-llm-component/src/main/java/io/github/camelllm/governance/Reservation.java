/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.governance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is put aside for one attempt before it is sent.
 *
 * @param id unique among all that share the ledger
 * @param claims in the order of their accounts, each account once
 * @param lifetime after which it counts as spent, because whoever asked has not been heard of any more
 * @param provider the profile's id
 * @param model that is asked
 * @param operation such as {@code chat}
 * @param context what the caller knows of the call
 */
public record Reservation(
        String id,
        List<Claim> claims,
        Duration lifetime,
        String provider,
        String model,
        String operation,
        Map<String, String> context) {

    public Reservation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(lifetime, "lifetime");
        Objects.requireNonNull(context, "context");
        claims = claims.size() < 2
                ? List.copyOf(claims)
                : claims.stream()
                        .sorted((a, b) -> a.account().compareTo(b.account()))
                        .toList();
    }
}
