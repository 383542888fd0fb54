/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.client;

import io.github.camelllm.error.ErrorKind;
import io.github.camelllm.http.HttpHead;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.Usage;
import io.github.camelllm.profile.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Times one attempt and tells the listeners of it, once. Confined to the lock of its run. */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** Listens to nothing. */
    static final CallListener NOBODY = attempt -> {};

    private final Engine engine;
    private final Target target;
    private final String operation;
    private final boolean streamed;
    private final Map<String, String> context;
    private final CallListener own;
    private final @Nullable Admission admission;
    private volatile Instant startedAt;
    private volatile long startNanos;
    private @Nullable Duration timeToFirstToken;
    private @Nullable Integer httpStatus;
    private @Nullable String requestId;
    private boolean told;

    Journal(
            Engine engine,
            Target target,
            String operation,
            boolean streamed,
            Map<String, String> context,
            CallListener own) {
        this.engine = engine;
        this.target = target;
        this.operation = operation;
        this.streamed = streamed;
        this.context = context;
        this.own = own;
        this.startedAt = engine.clock().instant();
        this.startNanos = engine.nanoTime().getAsLong();
        this.admission = engine.gate() == null ? null : new Admission(engine.gate());
    }

    /**
     * Sends, once the gate lets the request in; at once where there is none.
     *
     * @param refused hears why nothing was sent
     */
    void admit(Supplier<Planned> planned, Runnable send, Consumer<Throwable> refused) {
        if (admission == null) {
            send.run();
        } else {
            admission.ask(planned.get(), send, this::restart, refused);
        }
    }

    /** The time at the gate is none of the provider's. */
    private void restart() {
        startedAt = engine.clock().instant();
        startNanos = engine.nanoTime().getAsLong();
    }

    /** What the gate wants the caller to know. */
    List<String> warnings() {
        return admission == null ? List.of() : admission.warnings();
    }

    /** There was no attempt. */
    void unsent() {
        if (admission != null) {
            admission.unsent();
        }
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

    void head(HttpHead arrived, @Nullable String id) {
        httpStatus = arrived.status();
        requestId = id;
        if (admission != null) {
            admission.told(ProviderQuota.of(arrived, engine.clock()));
        }
    }

    void firstContent() {
        if (timeToFirstToken == null) {
            timeToFirstToken = elapsed();
        }
    }

    /**
     * The attempt is over; only the first word counts.
     *
     * @param sent whether the provider may have got any of the request
     */
    void over(@Nullable ErrorKind failure, @Nullable String model, Usage usage, Cost cost, boolean sent) {
        if (told) {
            return;
        }
        told = true;
        if (engine.listeners().isEmpty() && own.equals(NOBODY) && admission == null) {
            return;
        }
        Attempt attempt = attempt(failure, model, usage, cost);
        if (admission != null && sent) {
            admission.over(attempt);
        } else if (admission != null) {
            admission.unsent();
        }
        engine.listeners().forEach(listener -> tell(listener, attempt));
        tell(own, attempt);
    }

    private void tell(CallListener listener, Attempt attempt) {
        try {
            listener.attempted(attempt);
        } catch (RuntimeException | Error e) {
            LOG.warn("A call listener failed on an attempt at {}: {}", target, e.toString(), e);
        }
    }

    private Attempt attempt(@Nullable ErrorKind failure, @Nullable String model, Usage usage, Cost cost) {
        return new Attempt(
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
    }

    private Duration elapsed() {
        return Duration.ofNanos(engine.nanoTime().getAsLong() - startNanos);
    }
}
