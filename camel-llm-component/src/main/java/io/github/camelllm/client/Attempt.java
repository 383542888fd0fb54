/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request that was sent to a provider, and what became of it.
 *
 * @param provider the profile's id
 * @param requestModel the model that was asked for
 * @param model the model that answered; null: it did not say, or nothing came
 * @param operation such as {@code chat}
 * @param streamed whether a streamed answer was asked for
 * @param startedAt when it was sent
 * @param latency until it was over
 * @param timeToFirstToken until the first content of a streamed answer; null: not streamed, or none came
 * @param failure why it failed; null: it went well
 * @param httpStatus null: no response headers came
 * @param requestId the provider's id of the request; null: it sent none
 * @param usage what was used, as far as seen
 * @param cost what it cost: ESTIMATED for a broken stream, UNKNOWN where nobody knows
 * @param context what the caller knows of the call, such as route and exchange id
 */
public record Attempt(
        String provider,
        String requestModel,
        @Nullable String model,
        String operation,
        boolean streamed,
        Instant startedAt,
        Duration latency,
        @Nullable Duration timeToFirstToken,
        @Nullable ErrorKind failure,
        @Nullable Integer httpStatus,
        @Nullable String requestId,
        Usage usage,
        Cost cost,
        Map<String, String> context) {

    public Attempt {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(requestModel, "requestModel");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(cost, "cost");
        context = Map.copyOf(context);
    }

    /** Whether it went well. */
    public boolean succeeded() {
        return failure == null;
    }
}
