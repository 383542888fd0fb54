/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a routed call.
 *
 * @param number from 1
 * @param target its name
 * @param provider the profile's id
 * @param model that was asked for
 * @param answeredBy the model that answered, as the provider said; null: it did not say, or nothing came
 * @param startedAt when it began
 * @param latency until it was over
 * @param timeToFirstToken null: not streamed, or none came
 * @param paused how long the call had waited before it
 * @param trial whether it tried a target that had failed too often
 * @param failure why it failed; null: it went well
 * @param httpStatus null: no response came
 * @param requestId the provider's id of the request; null: it sent none
 * @param why it failed, without prompt and secrets; null: it went well
 * @param usage what was used, as far as seen
 * @param cost what it cost; unknown where nobody knows
 */
public record Tried(
        int number,
        String target,
        String provider,
        String model,
        @Nullable String answeredBy,
        Instant startedAt,
        Duration latency,
        @Nullable Duration timeToFirstToken,
        Duration paused,
        boolean trial,
        @Nullable ErrorKind failure,
        @Nullable Integer httpStatus,
        @Nullable String requestId,
        @Nullable String why,
        Usage usage,
        Cost cost) {}
