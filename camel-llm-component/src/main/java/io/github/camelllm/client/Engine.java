/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.dialect.Dialect;
import io.github.camelllm.profile.PriceBook;
import io.github.camelllm.profile.ProfileCatalog;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What all calls of a client share. */
record Engine(
        ProfileCatalog catalog,
        PriceBook prices,
        Map<String, Dialect> dialects,
        Transports transports,
        Logins logins,
        InstantSource clock,
        LongSupplier nanoTime,
        ScheduledExecutorService timer,
        List<CallListener> listeners,
        @Nullable CallGate gate,
        UnaryOperator<String> placeholders) {}
