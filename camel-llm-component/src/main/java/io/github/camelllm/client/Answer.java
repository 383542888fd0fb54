/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import org.jspecify.annotations.Nullable;

/** A decoded and priced answer, with what the journal wants to know of it. */
record Answer<T>(T value, @Nullable String model, Usage usage, Cost cost) {}
