/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.profile;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a model in a stretch of time.
 *
 * @param from first day, UTC; null: since ever
 * @param until first day after, UTC; null: open
 * @param currency an ISO 4217 code
 * @param source where they come from
 */
public record PricePeriod(
        @Nullable LocalDate from, @Nullable LocalDate until, String currency, Source source) {}
