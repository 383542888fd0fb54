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
import io.github.camelllm.profile.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times one attempt and tells the listeners of it, once. Confined to the lock of its run. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Engine engine;
    private final Target target;
    private final String operation;
    private final boolean streamed;
    private final Map<String, String> context;
    private final Instant startedAt;
    private final long startNanos;
    private @Nullable Duration timeToFirstToken;
    private @Nullable Integer httpStatus;
    private @Nullable String requestId;
    private boolean told;

    Journal(Engine engine, Target target, String operation, boolean streamed, Map<String, String> context) {
        this.engine = engine;
        this.target = target;
        this.operation = operation;
        this.streamed = streamed;
        this.context = context;
        this.startedAt = engine.clock().instant();
        this.startNanos = engine.nanoTime().getAsLong();
    }

    Instant startedAt() {
        return startedAt;
    }

    String operation() {
        return operation;
    }

    /** The status of the answer; null: there was none. */
    @Nullable
    Integer httpStatus() {
        return httpStatus;
    }

    @Nullable
    String requestId() {
        return requestId;
    }

    void head(int status, @Nullable String id) {
        httpStatus = status;
        requestId = id;
    }

    void firstContent() {
        if (timeToFirstToken == null) {
            timeToFirstToken = elapsed();
        }
    }

    /** The attempt is over; only the first word counts. */
    void over(@Nullable ErrorKind failure, @Nullable String model, Usage usage, Cost cost) {
        if (told) {
            return;
        }
        told = true;
        if (engine.listeners().isEmpty()) {
            return;
        }
        Attempt attempt = new Attempt(
                target.provider().id(),
                target.model().id(),
                model,
                operation,
                streamed,
                startedAt,
                elapsed(),
                timeToFirstToken,
                failure,
                httpStatus,
                requestId,
                usage,
                cost,
                context);
        for (CallListener listener : engine.listeners()) {
            try {
                listener.attempted(attempt);
            } catch (RuntimeException | Error e) {
                LOG.warn("A call listener failed on an attempt at {}: {}", target, e.toString(), e);
            }
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(engine.nanoTime().getAsLong() - startNanos);
    }
}
