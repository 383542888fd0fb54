/*
 * Copyright the Camel LLM authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Licensed under the Apache License, Version 2.0. See the file LICENSE.
 */
package io.github.camelllm.routing;

import io.github.camelllm.client.Attempt;
import io.github.camelllm.error.LlmException;
import io.github.camelllm.model.Cost;
import io.github.camelllm.model.CostBasis;
import io.github.camelllm.model.Money;
import io.github.camelllm.model.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt of a journey, from its permit to its end. Thread-safe. */
final class Leg {

    private final int number;
    private final Candidate candidate;
    private final Permit permit;
    private final Clockwork time;
    private final Duration paused;
    private final Instant startedAt;
    private final long startNanos;
    private final List<Attempt> heard = new ArrayList<>(1);
    private @Nullable Tried tried;

    Leg(int number, Candidate candidate, Permit permit, Clockwork time, Duration paused) {
        this.number = number;
        this.candidate = candidate;
        this.permit = permit;
        this.time = time;
        this.paused = paused;
        this.startedAt = time.now();
        this.startNanos = time.nanos();
    }

    Candidate candidate() {
        return candidate;
    }

    Permit permit() {
        return permit;
    }

    /** What the client tells of the attempt; of one in several parts, of each part. */
    synchronized void heard(Attempt attempt) {
        heard.add(attempt);
    }

    private synchronized @Nullable Attempt last() {
        return heard.isEmpty() ? null : heard.get(heard.size() - 1);
    }

    /** It went well. */
    void succeeded() {
        permit.succeeded(last());
        end(null);
    }

    /** It failed. */
    void failed(LlmException why) {
        permit.failed(why);
        end(why);
    }

    /** What became of it; null: it is going on. */
    synchronized @Nullable Tried tried() {
        return tried;
    }

    private synchronized void end(@Nullable LlmException why) {
        if (tried != null) {
            return;
        }
        Attempt sent = last();
        tried = new Tried(
                number,
                candidate.target().name(),
                candidate.target().facts().provider(),
                candidate.target().facts().model(),
                sent == null ? null : sent.model(),
                startedAt,
                Duration.ofNanos(time.nanos() - startNanos),
                sent == null ? null : sent.timeToFirstToken(),
                paused,
                permit.trial(),
                why == null ? null : why.kind(),
                why != null ? why.details().httpStatus() : sent == null ? null : sent.httpStatus(),
                why != null ? why.details().requestId() : sent == null ? null : sent.requestId(),
                why == null ? null : why.getMessage(),
                heard.stream().map(Attempt::usage).reduce(Usage.UNKNOWN, Usage::plus),
                sent == null ? unsent(why) : heard.size() == 1 ? sent.cost() : sum());
    }

    /** What all parts cost together. */
    private Cost sum() {
        BigDecimal sum = BigDecimal.ZERO;
        for (Attempt part : heard) {
            Money money = part.cost().money();
            if (money == null || !money.currency().equals(currency())) {
                return Cost.unknown("the cost of a part is unknown, or in another currency");
            }
            sum = sum.add(money.amount());
        }
        return new Cost(
                new Money(sum, currency()),
                heard.get(0).cost().basis(),
                List.of(),
                heard.get(0).cost().priceVersion(),
                null);
    }

    private String currency() {
        Money first = heard.get(0).cost().money();
        return first == null ? "" : first.currency();
    }

    /** Without a word from the client nothing was sent. */
    private static Cost unsent(@Nullable LlmException why) {
        return why != null && why.details().attempts() == 0
                ? new Cost(new Money(BigDecimal.ZERO, "USD"), CostBasis.PRICED, List.of(), null, "nothing was sent")
                : Cost.unknown("the client told nothing of the attempt");
    }
}
